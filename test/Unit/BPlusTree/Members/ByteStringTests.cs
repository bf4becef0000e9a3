using System;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class ByteStringTests
{
    private static readonly byte[][] Ascending = [[], [0], [0, 0], [0, 255], [1], [1, 0], [127], [128], [255], [255, 0], [255, 255]];

    [Fact]
    public void Byte_strings_are_ordered_byte_by_byte_unsigned_and_prefixes_first()
    {
        var comparer = ByteStringComparer.Instance;
        for (int i = 0; i < Ascending.Length; i++)
        {
            for (int j = 0; j < Ascending.Length; j++)
            {
                int sign = i.CompareTo(j);
                Assert.Equal(sign, Math.Sign(comparer.Compare(Ascending[i], Ascending[j])));
                Assert.Equal(sign, Math.Sign(comparer.Compare(Ascending[i].AsMemory(), Ascending[j].AsMemory())));
                Assert.Equal(sign, Math.Sign(comparer.Compare(Ascending[i].AsSpan(), (byte[])Ascending[j].Clone())));
                Assert.Equal(sign, Math.Sign(comparer.Compare(Ascending[i].AsSpan(), Ascending[j].AsMemory())));
            }
        }
    }

    [Fact]
    public void A_null_array_comes_first_and_is_no_key()
    {
        var comparer = ByteStringComparer.Instance;
        Assert.Equal(0, comparer.Compare((byte[]?)null, null));
        Assert.True(comparer.Compare((byte[]?)null, (byte[])[]) < 0);
        Assert.True(comparer.Compare((byte[])[], null) > 0);
        Assert.Throws<ArgumentNullException>("key", () => comparer.Compare(ReadOnlySpan<byte>.Empty, (byte[])null!));
        Assert.Throws<ArgumentNullException>("key", () => new BPlusTree<byte[], int>().Add(null!, 1));
    }

    [Fact]
    public void Byte_strings_have_this_order_without_a_comparer()
    {
        Assert.Same(ByteStringComparer.Instance, new BPlusTree<byte[], int>().Comparer);
        Assert.Same(ByteStringComparer.Instance, new BPlusTree<ReadOnlyMemory<byte>, int>().Comparer);
        var reversed = ReverseComparer<byte[]>.Instance;
        Assert.Same(reversed, new BPlusTree<byte[], int>(reversed).Comparer);
        var tree = new BPlusTree<byte[], int>();
        foreach (byte[] key in TreeOf.Shuffled(Ascending, 3)) tree.Add(key, key.Length);
        Assert.Equal(Ascending, tree.Keys);
        Assert.False(tree.TryAdd([255, 0], 9));
        Assert.Equal(2, tree[[255, 0]]);
    }

    [Fact]
    public void A_tree_of_byte_strings_lives_its_life()
    {
        byte[][] keys = [.. Enumerable.Range(0, 150).Select(i => BitConverter.GetBytes(i * 2_654_435_761u)[..(i % 4 + 1)]).DistinctBy(Convert.ToHexString)];
        Exercise.Run(keys, i => i, comparer: ByteStringComparer.Instance, absent: [[], [1, 2, 3, 4, 5]]);
        Exercise.Run([.. keys.Select(key => (ReadOnlyMemory<byte>)key)], i => (long)i, TreeOf.FullCapacity, ByteStringComparer.Instance, [default]);
    }
}
