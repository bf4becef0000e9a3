using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>What once was wrong in lib/radix-tree.c and lib/xarray.c, or in code that used them, and what their callers trip over. The kernel map lists all of it.</summary>
public class KernelTrapTests
{
    public static TheoryData<ulong> Others => [1, 2, 62, 63, 64, 65, 4095, 4096, 262144, 1ul << 32, 1ul << 63, ulong.MaxValue];

    /// <summary>Regression 4: the tree grows and shrinks by a level or many, and index 0 is in it throughout.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void Index_0_is_found_while_the_tree_grows_and_shrinks(ulong other)
    {
        var tree = new RadixTree<long> { [0] = 7 };
        using var crew = new Trees.Crew();
        crew.AddUntilDone("reader", () => Assert.True(tree.TryGetValue(0, out long value) && value == 7));
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                tree.Add(other, i);
                Assert.True(tree.TryGetValue(0, out long value) && value == 7);
                Assert.True(tree.Remove(other));
            }
        });
        crew.Join();
        tree.CheckInvariants();
    }

    /// <summary>Regression 2: a tag at the root without a tagged entry, carried over when the tree grew, let searches by tag go round for ever.</summary>
    [Theory]
    [MemberData(nameof(Others))]
    public void No_tag_is_left_behind_by_growing_and_shrinking(ulong other)
    {
        var tree = new RadixTree<long> { [0] = 1 };
        foreach (bool byRemoval in new[] { false, true })
        {
            Assert.True(tree.SetTag(0, 1));
            if (byRemoval) Assert.True(tree.Remove(0));
            else Assert.True(tree.ClearTag(0, 1));
            tree[other] = 2;
            tree[0] = 1;
            NothingTagged(tree);
            Assert.True(tree.SetTag(other, 1));
            tree.CheckInvariants();
            Assert.Equal([other], tree.EnumerateTagged(1).Select(entry => entry.Key));
            Assert.True(tree.Remove(other));
            NothingTagged(tree);
        }
    }

    /// <summary>Regression 1: a slot of a node that is gone was read again and again, in the hope that it would change.</summary>
    [Fact]
    public void A_handle_on_a_slot_that_is_gone_says_so()
    {
        var tree = new RadixTree<long> { [0] = 1, [64] = 2 };
        Assert.True(tree.TryGetSlot(64, out var slot));
        Assert.True(tree.Remove(64));
        Assert.Equal(2, slot.Value);
        Assert.False(slot.TryReload());
        Assert.False(slot.IsValid);
        Assert.False(slot.TryReplace(3));
        Assert.False(tree.ContainsKey(64));
        tree[64] = 4;
        Assert.True(slot.TryReload());
        Assert.Equal(4, slot.Value);
        slot.Dispose();
    }

    /// <summary>Regression 3: a walk that was resumed went on with the tags and the rest of the chunk that it had read before.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_walk_reads_tags_and_entries_anew(bool boxed)
    {
        var tree = new RadixTree<long>();
        for (ulong index = 0; index < 1_000; index++)
        {
            tree[index] = (long)index;
            if (index % 2 == 0) tree.SetTag(index, 0);
        }

        var seen = new List<ulong>();
        if (boxed)
        {
            // In pages: a section for each, and a new search by index.
            foreach (var (index, _) in (IEnumerable<KeyValuePair<ulong, long>>)tree.EnumerateTagged(0))
            {
                seen.Add(index);
                if (index == 0) Change(tree);
            }
        }
        else
        {
            using var cursor = tree.GetCursor();
            Assert.True(cursor.MoveNext());
            ulong place = cursor.Pause();
            Change(tree);
            cursor.Resume(place);
            seen.Add(0);
            while (cursor.MoveNext())
            {
                if (tree.GetTag(cursor.Index, 0)) seen.Add(cursor.Index);
            }
        }

        Assert.Equal(seen.Order().Distinct(), seen);
        // Only what the first page has read already may be reported from before.
        Assert.Equal(Enumerable.Range(200, 800).Where(index => index % 2 == 1).Select(index => (ulong)index), seen.Where(index => index >= 200));
    }

    /// <summary>An index above what the root covers was taken modulo the height.</summary>
    [Fact]
    public void An_index_above_the_height_of_the_tree_is_not_there()
    {
        var tree = new RadixTree<long>();
        foreach (ulong there in new ulong[] { 0, 5, 63, 64, 4095 })
        {
            tree[there] = 1;
            for (int bit = 6; bit < 64; bit++)
            {
                ulong wrapped = there ^ (1ul << bit);
                if (wrapped is 0 or 5 or 63 or 64 or 4095) continue;
                Assert.False(tree.TryGetValue(wrapped, out _), $"{wrapped}");
                Assert.False(tree.ContainsKey(wrapped));
                Assert.False(tree.TryGetRange(wrapped, out ulong first, out ulong last, out _));
                Assert.True(first <= wrapped && wrapped <= last && !(first <= there && there <= last));
                Assert.False(tree.GetTag(wrapped, 0));
                Assert.False(tree.SetTag(wrapped, 0));
                Assert.False(tree.TryGetSlot(wrapped, out _));
                Assert.False(tree.Remove(wrapped));
                Assert.False(tree.TryUpdate(wrapped, 2));
            }
        }

        Assert.False(tree.TryGetHigher(ulong.MaxValue, out _, out _));
        Assert.False(tree.TryGetHigher(4095, out _, out _));
        Assert.False(tree.TryGetLower(0, out _, out _));
    }

    /// <summary>Nothing goes round from the greatest index to 0.</summary>
    [Fact]
    public void No_search_goes_round_at_the_ends()
    {
        var tree = new RadixTree<long> { [0] = 1, [ulong.MaxValue] = 2 };
        tree.SetTag(0, 0);
        Assert.True(tree.TryGetCeiling(1, out ulong found, out _) && found == ulong.MaxValue);
        Assert.Equal([ulong.MaxValue], tree.EnumerateRange(1, ulong.MaxValue).Select(entry => entry.Key));
        Assert.Empty(tree.EnumerateTagged(0, 1, ulong.MaxValue));
        Assert.False(tree.TryGetNextFree(ulong.MaxValue, out _));
        Assert.False(tree.TryGetPreviousFree(0, out _));
        Assert.Equal(1, tree.RemoveRange(1, ulong.MaxValue));
        Assert.Equal([0ul], tree.Select(entry => entry.Key));
    }

    /// <summary>In an xarray "a whole range" does not exist: it asserts. And a later store inside of one replaces all of a piece.</summary>
    [Fact]
    public void One_value_over_all_indices_and_then_another_in_the_middle()
    {
        var tree = new RadixTree<long>();
        tree.StoreRange(0, ulong.MaxValue, 1);
        Assert.Equal(2, tree.Count);
        Assert.False(tree.TryGetNextFree(0, out _));
        tree.SetTag(5, 2);
        ulong middle = (1ul << 40) + 12_345;
        Assert.True(tree.Store(middle, 2, out long old) && old == 1);
        tree.CheckInvariants();
        Assert.True(tree.TryGetValue(middle - 1, out long below) && below == 1);
        Assert.True(tree.TryGetValue(middle + 1, out long above) && above == 1);
        Assert.True(tree.GetTag(middle, 2) && tree.GetTag(middle + 1, 2) && !tree.GetTag(ulong.MaxValue, 2));
        Assert.True(tree.TryRemove(middle, out old) && old == 2);
        Assert.True(tree.TryGetNextFree(0, out ulong free) && free == middle);
        Assert.True(tree.TryGetPreviousFree(ulong.MaxValue, out free) && free == middle);
        tree.CheckInvariants();
        Assert.Equal(tree.Count, tree.RemoveRange(0, ulong.MaxValue));
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    /// <summary>A reader that met a slot of a range while it was widened had to follow references twice; here all slots of a range refer to the same node.</summary>
    [Fact]
    public void A_range_that_is_widened_under_a_reader_is_found_at_each_of_its_indices()
    {
        var tree = new RadixTree<long>();
        tree.StoreRange(64, 127, 1);
        using var crew = new Trees.Crew();
        crew.AddUntilDone("reader", () =>
        {
            Assert.True(tree.TryGetValue(100, out _));
            Assert.True(tree.TryGetRange(127, out ulong first, out ulong last, out _) && first <= 127 && last >= 127);
        });
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 2_000; i++)
            {
                tree.StoreRange(64, 191 + (64ul * (ulong)(i % 5)), i);
                tree.StoreRange(64, 127, i);
                tree.RemoveRange(128, 1_000);
            }
        });
        crew.Join();
        tree.CheckInvariants();
    }

    /// <summary>An xarray takes 4 KB for each of a few indices that lie far apart: nodes of 64 slots at every level.</summary>
    [Fact]
    public void Scattered_indices_take_few_slots_each()
    {
        var tree = new RadixTree<long>();
        const int Count = 10_000;
        foreach (int number in TreeOf.Shuffled([.. Enumerable.Range(1, Count)], 3)) tree[(ulong)number * 0x9e37_79b9_7f4a_7c15] = number;
        long slots = Slots((RadixNode)((IRadixSource)tree).Root!);
        Assert.True(slots < 10 * Count, $"{slots} slots for {Count} entries");
    }

    private static long Slots(RadixNode node)
    {
        if (node.Kind < RadixKind.Inner4) return node.Kind == RadixKind.Span ? 1 : RadixWriter<long>.Room(node.Kind);
        long slots = RadixWriter<long>.Room(node.Kind);
        for (int slot = 0; slot < RadixWriter<long>.Room(node.Kind); slot++)
        {
            if (Unsafe.As<RadixInner>(node).Slot(slot) is RadixNode child) slots += Slots(child);
        }

        return slots;
    }

    private static void Change(RadixTree<long> tree)
    {
        for (ulong index = 100; index < 1_000; index++)
        {
            if (index % 2 == 0) Assert.True(tree.ClearTag(index, 0));
            else Assert.True(tree.SetTag(index, 0));
        }
    }

    private static void NothingTagged(RadixTree<long> tree)
    {
        tree.CheckInvariants();
        Assert.False(tree.IsAnyTagged(1));
        Assert.Equal(0, tree.CountTagged(1));
        Assert.Empty(tree.EnumerateTagged(1));
        Assert.Empty(tree.EnumerateTagged(1, 0, ulong.MaxValue));
    }
}
