using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Reads of one entry, against a list of what is in the tree.</summary>
public class RadixLookupTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void Each_index_has_the_value_of_the_entry_that_holds_it(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        foreach (ulong index in contents.Probes())
        {
            Held? held = contents.At(index);
            Assert.Equal(held is not null, tree.TryGetValue(index, out int value));
            Assert.Equal(held?.Value ?? 0, value);
            Assert.Equal(held is not null, tree.ContainsKey(index));
            Assert.Equal(held is not null, snapshot.TryGetValue(index, out value));
            Assert.Equal(held?.Value ?? 0, value);
            Assert.Equal(held is not null, snapshot.ContainsKey(index));
            if (held is null) Assert.Throws<KeyNotFoundException>(() => tree[index]);
            else Assert.Equal(held.Value.Value, tree[index]);
            for (int tag = 0; tag < tree.TagCount; tag++)
            {
                Assert.Equal(held is { } there && there.IsTagged(tag), tree.GetTag(index, tag));
                Assert.Equal(tree.GetTag(index, tag), snapshot.GetTag(index, tag));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void A_range_is_the_whole_entry_or_indices_that_are_all_free(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        foreach (ulong index in contents.Probes())
        {
            Held? held = contents.At(index);
            Assert.Equal(held is not null, tree.TryGetRange(index, out ulong first, out ulong last, out int value));
            Assert.True(first <= index && index <= last);
            if (held is { } there) Assert.Equal((there.First, there.Last, there.Value), (first, last, value));
            else Assert.Empty(contents.Within(first, last));
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void The_nearest_entries_are_those_of_a_sorted_dictionary(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        foreach (ulong index in contents.Probes())
        {
            AssertFound(contents.Floor(index), tree.TryGetFloor(index, out ulong found, out int value), found, value);
            AssertFound(contents.Ceiling(index), tree.TryGetCeiling(index, out found, out value), found, value);
            AssertFound(contents.Lower(index), tree.TryGetLower(index, out found, out value), found, value);
            AssertFound(contents.Higher(index), tree.TryGetHigher(index, out found, out value), found, value);
            AssertFound(contents.Floor(index), snapshot.TryGetFloor(index, out found, out value), found, value);
            AssertFound(contents.Ceiling(index), snapshot.TryGetCeiling(index, out found, out value), found, value);
            AssertFound(contents.Lower(index), snapshot.TryGetLower(index, out found, out value), found, value);
            AssertFound(contents.Higher(index), snapshot.TryGetHigher(index, out found, out value), found, value);
        }

        AssertFound(contents.Ceiling(0), tree.TryGetFirst(out ulong end, out int at), end, at);
        AssertFound(contents.Floor(ulong.MaxValue), tree.TryGetLast(out end, out at), end, at);
        AssertFound(contents.Ceiling(0), snapshot.TryGetFirst(out end, out at), end, at);
        AssertFound(contents.Floor(ulong.MaxValue), snapshot.TryGetLast(out end, out at), end, at);
        Assert.Equal(contents.Entries.Count == 0, tree.IsEmpty);
        Assert.Equal(contents.Entries.Count == 0, snapshot.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void The_nearest_free_index_of_a_window_is_found(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        foreach (ulong index in contents.Probes())
        {
            AssertFree(contents.NextFree(index, ulong.MaxValue), tree.TryGetNextFree(index, out ulong free), free);
            AssertFree(contents.PreviousFree(0, index), tree.TryGetPreviousFree(index, out free), free);
            AssertFree(contents.NextFree(index, ulong.MaxValue), snapshot.TryGetNextFree(index, out free), free);
            AssertFree(contents.PreviousFree(0, index), snapshot.TryGetPreviousFree(index, out free), free);
            foreach (ulong width in new ulong[] { 0, 1, 70, 5000, 1UL << 50 })
            {
                ulong last = index > ulong.MaxValue - width ? ulong.MaxValue : index + width;
                AssertFree(contents.NextFree(index, last), tree.TryGetNextFree(index, last, out free), free);
                AssertFree(contents.PreviousFree(index, last), tree.TryGetPreviousFree(index, last, out free), free);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void Many_look_ups_at_once_answer_as_single_ones(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        ulong[] indices = TwiceAndMixed(contents.Probes());
        foreach (int count in new[] { 0, 1, 31, 32, 33, 64, 255, 256, 257, indices.Length }.Where(count => count <= indices.Length))
        {
            var values = new int[count + 1];
            var found = new bool[count + 1];
            (values[count], found[count]) = (-1, true);
            int hits = tree.GetMany(indices.AsSpan(0, count), values, found);
            Assert.Equal((-1, true), (values[count], found[count]));
            for (int i = 0; i < count; i++)
            {
                Held? held = contents.At(indices[i]);
                Assert.Equal((held is not null, held?.Value ?? 0), (found[i], values[i]));
                if (found[i]) hits--;
            }

            Assert.Equal(0, hits);
            var same = new int[count];
            Assert.Equal(found.AsSpan(0, count).Count(true), snapshot.GetMany(indices.AsSpan(0, count), same, new bool[count]));
            Assert.Equal(values[..count], same);
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void The_first_tagged_entry_of_a_window_is_found_and_tagged_ones_are_counted(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        for (int tag = 0; tag < tree.TagCount; tag++)
        {
            Held[] tagged = [.. contents.Entries.Where(held => held.IsTagged(tag))];
            Assert.Equal(tagged.Length, tree.CountTagged(tag));
            Assert.Equal(tagged.Length, snapshot.CountTagged(tag));
            Assert.Equal(tagged.Length > 0, tree.IsAnyTagged(tag));
            Assert.Equal(tagged.Length > 0, snapshot.IsAnyTagged(tag));
            foreach (ulong index in contents.Probes())
            {
                foreach (ulong last in new[] { index, index | 0xFFF, ulong.MaxValue })
                {
                    Held? first = tagged.Where(held => held.Last >= index && held.First <= last).Select(static held => (Held?)held).FirstOrDefault();
                    AssertFound(first, tree.TryGetTagged(tag, index, last, out ulong found, out int value), found, value);
                    AssertFound(first, snapshot.TryGetTagged(tag, index, last, out found, out value), found, value);
                }
            }
        }
    }

    private static ulong[] TwiceAndMixed(IEnumerable<ulong> probes)
    {
        ulong[] indices = [.. probes, .. probes];
        new Random(5).Shuffle(indices);
        return indices;
    }

    private static void AssertFound(Held? expected, bool isFound, ulong index, int value)
    {
        Assert.Equal(expected is not null, isFound);
        Assert.Equal((expected?.First ?? 0, expected?.Value ?? 0), (index, value));
    }

    private static void AssertFree(ulong? expected, bool isFound, ulong index)
    {
        Assert.Equal(expected is not null, isFound);
        Assert.Equal(expected ?? 0, index);
    }
}
