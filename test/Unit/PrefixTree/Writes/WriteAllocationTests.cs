#if !DEBUG
using System;
using System.Linq;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>In the steady state a write allocates the array of a new key and nothing else: replaced nodes come back from the pool.</summary>
[Collection(Alone.Name)]
public sealed class WriteAllocationTests
{
    private const int Count = 5_000;

    private static readonly byte[][] Some = Keys.Shuffled(Enumerable.Range(0, Count).Select(static i => Keys.Of($"some/{i % 37}/{i * 7919 % Count}")));

    [Fact]
    public void Overwriting_allocates_nothing()
        => Assert.Equal(0, Measured(static value => (long)value, static (tree, key, value) => tree[key] = value));

    [Fact]
    public void Overwriting_values_of_16_bytes_allocates_nothing()
        => Assert.Equal(0, Measured(static value => (value, (long)value), static (tree, key, value) => tree[key] = value));

    [Fact]
    public void Removing_and_adding_allocates_the_array_of_the_key()
        => Assert.Equal(Some.Sum(static key => Size(key.Length)), Measured(static value => (long)value, static (tree, key, value) =>
        {
            tree.TryRemove(key, out _);
            tree.TryAdd(key, value);
        }));

    [Fact]
    public void Writes_below_a_path_of_many_nodes_allocate_no_path()
    {
        using var domain = new RcuDomain();
        var tree = new PrefixTree<long>(new PrefixTreeOptions<long> { Domain = domain });
        var key = new byte[400];
        for (int length = 0; length <= key.Length; length++) tree[key.AsSpan(0, length)] = length;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            for (int i = 0; i < 1000; i++) tree[key] = i;
        }));
    }

    private static long Measured<TValue>(Func<int, TValue> make, Action<PrefixTree<TValue>, byte[], TValue> write)
    {
        using var domain = new RcuDomain();
        var tree = new PrefixTree<TValue>(new PrefixTreeOptions<TValue> { Domain = domain });
        foreach (byte[] key in Some) tree[key] = make(0);
        for (int warm = 0; warm < 8; warm++) All();
        long fewest = Allocations.Fewest(All);
        tree.CheckInvariants();
        return fewest;

        void All()
        {
            for (int i = 0; i < Count; i++) write(tree, Some[i], make(i));
        }
    }

    /// <summary>What an array of bytes takes: header, type, length, and the bytes, in whole words.</summary>
    private static long Size(int length) => 24 + ((length + 7) & ~7);
}
#endif
