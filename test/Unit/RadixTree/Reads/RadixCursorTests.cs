using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Cursors, against a list of what is in the tree.</summary>
public class RadixCursorTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void It_walks_from_anywhere_to_either_end_and_back(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        Held[] all = [.. contents.Entries];
        using var cursor = tree.GetCursor();
        foreach (ulong index in contents.Probes().Where(static (_, i) => i % 5 == 0))
        {
            int at = Array.FindIndex(all, held => held.Last >= index);
            Assert.Equal(at >= 0, cursor.Seek(index));
            Assert.Equal(at >= 0, cursor.IsValid);
            if (at < 0)
            {
                Assert.False(cursor.MoveNext());
                at = all.Length;
            }

            for (int i = at; i < all.Length; i++)
            {
                AssertOn(all[i], cursor);
                Assert.Equal(i + 1 < all.Length, cursor.MoveNext());
            }

            for (int i = all.Length - 1; i >= 0; i--)
            {
                Assert.True(cursor.MovePrevious());
                AssertOn(all[i], cursor);
            }

            Assert.False(cursor.MovePrevious());
            Assert.False(cursor.MovePrevious());
            Assert.Equal(all.Length > 0, cursor.MoveNext());
            if (all.Length > 0) AssertOn(all[0], cursor);
            at = Array.FindLastIndex(all, held => held.First <= index);
            Assert.Equal(at >= 0, cursor.SeekFloor(index));
            if (at >= 0) AssertOn(all[at], cursor);
            else Assert.Equal(all.Length > 0, cursor.MoveNext());
        }
    }

    [Fact]
    public void A_new_one_goes_to_the_first_or_the_last_entry()
    {
        var tree = Contents.Of("spans").Tree();
        using var up = tree.GetCursor();
        Assert.False(up.IsValid);
        Assert.True(up.MoveNext());
        Assert.Equal((0UL, 7UL, 0), (up.Index, up.Last, up.Value));
        using var down = tree.Snapshot().GetCursor();
        Assert.True(down.MovePrevious());
        Assert.Equal(ulong.MaxValue, down.Last);
    }

    [Fact]
    public void A_search_that_finds_nothing_leaves_it_where_both_directions_go_on()
    {
        var tree = new RadixTree<int> { { 10, 1 }, { 20, 2 } };
        using var cursor = tree.GetCursor();
        Assert.False(cursor.Seek(21));
        Assert.False(cursor.MoveNext());
        tree.Add(21, 3);
        Assert.True(cursor.MoveNext());
        Assert.Equal(21UL, cursor.Index);
        Assert.False(cursor.SeekFloor(9));
        Assert.False(cursor.MovePrevious());
        tree.Add(9, 4);
        Assert.True(cursor.MovePrevious());
        Assert.Equal(9UL, cursor.Index);
        Assert.False(cursor.MovePrevious());
        Assert.True(cursor.MoveNext());
        Assert.Equal(9UL, cursor.Index);
        Assert.False(cursor.Seek(500));
        Assert.True(cursor.MovePrevious());
        Assert.Equal(21UL, cursor.Index);
    }

    [Fact]
    public void It_goes_on_where_it_stood_whatever_became_of_the_entry()
    {
        var tree = new RadixTree<int> { { 10, 1 }, { 20, 2 }, { 30, 3 } };
        using var cursor = tree.GetCursor();
        Assert.True(cursor.Seek(20));
        tree.Clear();
        Assert.Equal(2, cursor.Value);
        tree.Add(19, 4);
        tree.Add(21, 5);
        Assert.True(cursor.MoveNext());
        Assert.Equal(21UL, cursor.Index);
        Assert.True(cursor.MovePrevious());
        Assert.Equal(19UL, cursor.Index);
    }

    [Fact]
    public void A_range_that_has_grown_over_passed_indices_is_shown_without_them()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(0, 31, 1);
        tree.StoreRange(32, 63, 2);
        tree.StoreRange(64, 127, 3);
        using var cursor = tree.GetCursor();
        Assert.True(cursor.MoveNext());
        tree.StoreRange(0, 127, 9);
        Assert.True(cursor.MoveNext());
        Assert.Equal((32UL, 127UL, 9), (cursor.Index, cursor.Last, cursor.Value));
        Assert.False(cursor.MoveNext());
        Assert.True(cursor.MovePrevious());
        Assert.Equal((0UL, 127UL, 9), (cursor.Index, cursor.Last, cursor.Value));
        Assert.True(cursor.Seek(100));
        Assert.Equal(0UL, cursor.Index);
    }

    [Fact]
    public void A_pause_ends_the_section_and_keeps_the_place()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { Domain = domain }) { { 10, 1 }, { 20, 2 }, { 30, 3 } };
        var cursor = tree.GetCursor();
        Assert.True(cursor.Seek(15));
        ulong place = cursor.Pause();
        domain.Synchronize(); // would wait for a section of its own thread, and throws instead
        Assert.True(cursor.Resume(place));
        Assert.Equal((20UL, 2), (cursor.Index, cursor.Value));
        place = cursor.Pause();
        tree.Remove(20);
        cursor.Dispose();

        using var other = tree.Snapshot().GetCursor();
        Assert.False(other.Resume(place));
        Assert.False(other.IsValid);
        Assert.True(other.MoveNext());
        Assert.Equal(30UL, other.Index);
        Assert.False(other.Resume(place));
        Assert.True(other.MovePrevious());
        Assert.Equal(10UL, other.Index);
        Assert.False(other.MovePrevious());
        place = other.Pause();
        Assert.True(other.Resume(place));
        Assert.Equal(10UL, other.Index);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var tree = new RadixTree<int> { { 10, 1 } };
        Assert.Equal("not disposed", Message(tree, static (ref RadixCursor<int> c) => c.MoveNext()));
        Assert.Contains("no entry", Message(tree, static (ref RadixCursor<int> c) => c.Index), StringComparison.Ordinal);
        Assert.Contains("no entry", Message(tree, static (ref RadixCursor<int> c) => c.Last), StringComparison.Ordinal);
        Assert.Contains("no entry", Message(tree, static (ref RadixCursor<int> c) => c.Value), StringComparison.Ordinal);
        Assert.Contains("no place", Message(tree, static (ref RadixCursor<int> c) => c.Pause()), StringComparison.Ordinal);
        Assert.Contains("disposed", Message(tree, static (ref RadixCursor<int> c) =>
        {
            c.Dispose();
            return c.MoveNext();
        }), StringComparison.Ordinal);
        Assert.Contains("not made by", Message(tree, static (ref RadixCursor<int> c) =>
        {
            c = default;
            return c.Seek(1);
        }), StringComparison.Ordinal);
    }

    private static string Message<T>(RadixTree<int> tree, CursorStep<T> step)
    {
        var cursor = tree.GetCursor();
        try
        {
            step(ref cursor);
            cursor.Dispose();
            return "not disposed";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    private static void AssertOn(Held held, scoped in RadixCursor<int> cursor) => Assert.Equal((held.First, held.Last, held.Value), (cursor.Index, cursor.Last, cursor.Value));

    private delegate T CursorStep<T>(ref RadixCursor<int> cursor);
}
