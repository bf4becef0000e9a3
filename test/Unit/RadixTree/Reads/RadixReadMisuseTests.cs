using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>What reads refuse, and what they say then.</summary>
public class RadixReadMisuseTests
{
    [Fact]
    public void A_reversed_window_is_refused_before_anything_is_read()
    {
        var tree = new RadixTree<int> { { 1, 1 } };
        var snapshot = tree.Snapshot();
        Refused(() => tree.EnumerateRange(2, 1));
        Refused(() => tree.EnumerateDescending(2, 1));
        Refused(() => tree.EnumerateTagged(0, 2, 1));
        Refused(() => tree.TryGetTagged(0, 2, 1, out _, out _));
        Refused(() => tree.TryGetNextFree(2, 1, out _));
        Refused(() => tree.TryGetPreviousFree(2, 1, out _));
        Refused(() => tree.CountRange(2, 1));
        Refused(() => tree.CopyRange(2, 1, new ulong[1], new int[1], out _, out _));
        Refused(() => tree.CopyTagged(0, 2, 1, new ulong[1], new int[1], out _, out _));
        Refused(() => snapshot.EnumerateRange(2, 1));
        Refused(() => snapshot.EnumerateDescending(2, 1));
        Refused(() => snapshot.EnumerateTagged(0, 2, 1));
        Refused(() => snapshot.TryGetNextFree(2, 1, out _));

        static void Refused(Func<object> read) => Assert.Equal("last", Assert.Throws<ArgumentException>(read).ParamName);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(int.MaxValue)]
    public void A_tag_that_the_tree_does_not_have_is_refused(int tag)
    {
        var tree = new RadixTree<int> { { 1, 1 } };
        var snapshot = tree.Snapshot();
        Refused(() => tree.GetTag(1, tag));
        Refused(() => tree.IsAnyTagged(tag));
        Refused(() => tree.CountTagged(tag));
        Refused(() => tree.EnumerateTagged(tag));
        Refused(() => tree.EnumerateTagged(tag, 0, 1));
        Refused(() => tree.TryGetTagged(tag, 0, 1, out _, out _));
        Refused(() => tree.CopyTagged(tag, 0, [], [], out _, out _));
        Refused(() => snapshot.GetTag(1, tag));
        Refused(() => snapshot.IsAnyTagged(tag));
        Refused(() => snapshot.CountTagged(tag));
        Refused(() => snapshot.EnumerateTagged(tag));
        Refused(() => snapshot.CopyTagged(tag, 0, [], [], out _, out _));

        static void Refused(Func<object> read) => Assert.Equal("tag", Assert.Throws<ArgumentOutOfRangeException>(read).ParamName);
    }

    [Fact]
    public void A_tree_without_tags_has_none_to_ask_for()
    {
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { TagCount = 0 }) { { 1, 1 } };
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.GetTag(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.EnumerateTagged(0));
    }

    [Fact]
    public void Spans_without_room_are_refused_and_nothing_is_written()
    {
        var tree = new RadixTree<int> { { 1, 7 } };
        int[] values = [-1];
        bool[] found = [true];
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.GetMany([1, 2], values, new bool[2])).ParamName);
        Assert.Equal("found", Assert.Throws<ArgumentException>(() => tree.GetMany([1, 2], new int[2], found)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.CopyRange(0, new ulong[2], values, out _, out _)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.Snapshot().CopyTagged(0, 0, new ulong[2], values, out _, out _)).ParamName);
        Assert.Equal((-1, true), (values[0], found[0]));
    }

    [Fact]
    public void A_visitor_that_is_null_is_refused_and_one_that_throws_ends_the_visit()
    {
        var tree = Contents.Of("dense").Tree();
        Assert.Throws<ArgumentNullException>(() => tree.ForEach<int>(0, null!));
        Assert.Throws<ArgumentNullException>(() => tree.Snapshot().ForEach<int>(0, null!));
        int seen = 0;
        Assert.Throws<InvalidOperationException>(() => tree.ForEach(0, (_, _, _, ordinal) =>
        {
            seen++;
            if (ordinal == 99) throw new InvalidOperationException();
        }));
        Assert.Equal(100, seen);
    }

    [Fact]
    public void A_disposed_enumerator_has_nothing_more_and_a_default_view_nothing_at_all()
    {
        var tree = Contents.Of("dense").Tree();
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        entries.Dispose();
        Assert.False(entries.MoveNext());
        entries.Dispose();
        IEnumerator<KeyValuePair<ulong, int>> pages = ((IEnumerable<KeyValuePair<ulong, int>>)tree).GetEnumerator();
        Assert.True(pages.MoveNext());
        pages.Dispose();
        Assert.False(pages.MoveNext());
        pages.Reset();
        Assert.True(pages.MoveNext());
        pages.Dispose();
        Assert.Empty(default(RadixView<int>));
        Assert.False(default(RadixView<int>).GetEnumerator().MoveNext());
    }

    [Fact]
    public void Enumerators_of_one_thread_may_end_in_any_order()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { Domain = domain }) { { 1, 1 }, { 2, 2 } };
        var first = tree.GetEnumerator();
        var second = tree.EnumerateDescending().GetEnumerator();
        Assert.True(first.MoveNext());
        Assert.True(second.MoveNext());
        first.Dispose();
        Assert.True(second.MoveNext());
        Assert.Throws<InvalidOperationException>(domain.Synchronize);
        second.Dispose();
        domain.Synchronize();
    }

    [Fact]
    public void Reads_of_a_disposed_domain_throw_and_a_snapshot_goes_on()
    {
        var domain = new RcuDomain();
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { Domain = domain }) { { 1, 7 } };
        var snapshot = tree.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.ContainsKey(1));
        Assert.Throws<ObjectDisposedException>(() => tree.TryGetFloor(1, out _, out _));
        Assert.Throws<ObjectDisposedException>(() => tree.GetMany([1], new int[1], new bool[1]));
        Assert.Throws<ObjectDisposedException>(() => tree.TryGetSlot(1, out _));
        Assert.Throws<ObjectDisposedException>(() => tree.Count(static entry => entry.Key == 1));
        Assert.Equal(7, snapshot[1]);
        Assert.Single(snapshot.EnumerateRange(0, 5));
    }

    [Fact]
    public void A_batch_that_has_ended_cannot_be_read()
    {
        var tree = Contents.Of("dense").Tree();
        var batch = tree.BeginBatch();
        var entries = batch.GetEnumerator();
        Assert.True(entries.MoveNext());
        var cursor = batch.GetCursor();
        Assert.True(cursor.Seek(10));
        using IEnumerator<KeyValuePair<ulong, int>> pages = ((IEnumerable<KeyValuePair<ulong, int>>)batch.EnumerateDescending()).GetEnumerator();
        batch.Commit();
        AssertEnded(Torn.Thrown(ref entries, static (ref RadixEnumerator<int> e) => e.MoveNext()));
        AssertEnded(Torn.Thrown(ref cursor, static (ref RadixCursor<int> c) => c.MoveNext()));
        AssertEnded(Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message);
        AssertEnded(Torn.Thrown(ref batch, static (ref RadixTree<int>.Batch b) => b.ContainsKey(10)));
        AssertEnded(Torn.Thrown(ref batch, static (ref RadixTree<int>.Batch b) => b.TryGetFloor(10, out _, out _)));
        AssertEnded(Torn.Thrown(ref batch, static (ref RadixTree<int>.Batch b) => b.GetTag(10, 0)));
        AssertEnded(Torn.Thrown(ref batch, static (ref RadixTree<int>.Batch b) => b.TryGetNextFree(10, out _)));
        AssertEnded(Torn.Thrown(ref batch, static (ref RadixTree<int>.Batch b) => b.GetEnumerator().MoveNext()));

        static void AssertEnded(string message) => Assert.Contains("has ended", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_of_a_batch_end_with_the_write_that_broke_off()
    {
        var tree = Contents.Of("dense").Tree();
        using (var batch = tree.BeginBatch())
        {
            Assert.True(batch.Remove(50));
            var cursor = batch.GetCursor();
            Assert.True(cursor.Seek(10));
            var entries = batch.GetEnumerator();
            Assert.True(entries.MoveNext());
            using IEnumerator<KeyValuePair<ulong, int>> pages = ((IEnumerable<KeyValuePair<ulong, int>>)batch.EnumerateDescending()).GetEnumerator();
            tree.WriterSide.Transaction.BeginChange(); // what an allocation that fails leaves behind

            AssertTorn(Torn.Thrown(ref cursor, static (ref RadixCursor<int> c) => c.MoveNext()));
            AssertTorn(Torn.Thrown(ref cursor, static (ref RadixCursor<int> c) => c.Seek(30)));
            AssertTorn(Torn.Thrown(ref entries, static (ref RadixEnumerator<int> e) => e.MoveNext()));
            AssertTorn(Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message);
            var same = batch;
            AssertTorn(Torn.Thrown(ref same, static (ref RadixTree<int>.Batch b) => b.ContainsKey(10)));
            AssertTorn(Torn.Thrown(ref same, static (ref RadixTree<int>.Batch b) => b.TryGetRange(10, out _, out _, out _)));
        }

        tree.CheckInvariants();
        Assert.Equal(Contents.Of("dense").Entries.Select(static held => held.Pair), tree.ToArray());

        static void AssertTorn(string message) => Assert.Contains("half way", message, StringComparison.Ordinal);
    }
}
