using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>A batch sees its own writes; the tree and its snapshots do not.</summary>
public class RadixBatchReadTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void A_batch_answers_as_the_tree_from_which_it_began(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        using var batch = tree.BeginBatch();
        ulong[] probes = [.. contents.Probes()];
        int[] values = new int[probes.Length];
        bool[] found = new bool[probes.Length];
        batch.GetMany(probes, values, found);
        for (int i = 0; i < probes.Length; i++)
        {
            ulong index = probes[i];
            Held? held = contents.At(index);
            Assert.Equal((held is not null, held?.Value ?? 0), (found[i], values[i]));
            Assert.Equal(held is not null, batch.ContainsKey(index));
            Assert.Equal(held is not null, batch.TryGetRange(index, out _, out _, out _));
            Assert.Equal((contents.Floor(index) is not null, contents.Floor(index)?.First ?? 0), (batch.TryGetFloor(index, out ulong at, out _), at));
            Assert.Equal((contents.Ceiling(index) is not null, contents.Ceiling(index)?.First ?? 0), (batch.TryGetCeiling(index, out at, out _), at));
            Assert.Equal((contents.Lower(index) is not null, contents.Lower(index)?.First ?? 0), (batch.TryGetLower(index, out at, out _), at));
            Assert.Equal((contents.Higher(index) is not null, contents.Higher(index)?.First ?? 0), (batch.TryGetHigher(index, out at, out _), at));
            Assert.Equal((contents.NextFree(index, ulong.MaxValue) is not null, contents.NextFree(index, ulong.MaxValue) ?? 0), (batch.TryGetNextFree(index, out at), at));
            Assert.Equal((contents.PreviousFree(0, index) is not null, contents.PreviousFree(0, index) ?? 0), (batch.TryGetPreviousFree(index, out at), at));
        }

        Assert.Equal(contents.Entries.Select(static held => held.Pair), batch.ToArray());
        Assert.Equal(contents.Entries.Where(static held => held.IsTagged(1)).Select(static held => held.Pair), batch.EnumerateTagged(1).ToList());
        Assert.Equal(contents.Entries.Count(static held => held.IsTagged(0)), batch.CountTagged(0));
        Assert.Equal(contents.Entries.Count, batch.CountRange(0, ulong.MaxValue));
    }

    [Fact]
    public void The_body_of_a_loop_over_a_batch_may_write_through_it()
    {
        var contents = Contents.Of("every third");
        var tree = contents.Tree();
        using (var batch = tree.BeginBatch())
        {
            var seen = new List<ulong>();
            foreach (var (index, _) in batch)
            {
                seen.Add(index);
                if (index % 2 == 0) Assert.True(batch.Remove(index));
                if (index == 1030)
                {
                    batch.TryAdd(999, 1);
                    batch.TryAdd(1032, 2);
                    batch.StoreRange(4096, 8191, 3);
                }
            }

            Assert.Equal([.. contents.Entries.Select(static held => held.First).Append(1032UL).Order(), 4096], seen);
            var down = new List<ulong>();
            foreach (var (index, _) in batch.EnumerateDescending())
            {
                down.Add(index);
                batch.Remove(index);
            }

            Assert.Equal(down.OrderDescending(), down);
            Assert.Equal(6144UL, down[0]); // the greatest piece of the range, from which the first loop took its first index
            batch.Commit();
        }

        tree.CheckInvariants();
        Assert.All(tree.ToArray(), static entry => Assert.Equal(3, entry.Value));
    }

    [Fact]
    public void A_cursor_over_a_batch_sees_what_the_batch_has_written()
    {
        var tree = new RadixTree<int> { { 10, 1 }, { 20, 2 } };
        using var batch = tree.BeginBatch();
        var cursor = batch.GetCursor();
        Assert.True(cursor.Seek(10));
        batch.TryAdd(15, 3);
        Assert.True(cursor.MoveNext());
        Assert.Equal(15UL, cursor.Index);
        batch.Remove(15);
        batch.Remove(10);
        Assert.False(cursor.MovePrevious());
        Assert.True(tree.ContainsKey(10));
        Assert.False(tree.ContainsKey(15));
    }
}
