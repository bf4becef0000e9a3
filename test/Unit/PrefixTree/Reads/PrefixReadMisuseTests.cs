using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>What reads refuse, and what they say then.</summary>
public class PrefixReadMisuseTests
{
    // Not the data of a theory: what runs tests passes texts on as valid ones.
    private static readonly string[] BrokenTexts = ["\ud83d", "\ude00", "a\ud83d", "\ude00a", "a\ude00\ud83dz", new string('x', 300) + "\ud83d", new string('語', 300) + "\ude00"];

    [Fact]
    public void Half_a_surrogate_pair_is_refused_by_its_argument()
    {
        var tree = new PrefixTree<int> { { "a", 1 } };
        var snapshot = tree.Snapshot();
        foreach (string text in BrokenTexts)
        {
            Refused("key", () => tree.TryGetValue(text, out _));
            Refused("key", () => tree.ContainsKey(text));
            Refused("key", () => tree[text]);
            Refused("key", () => snapshot[text]);
            Refused("key", () => tree.TryGetLongestPrefix(text, out _, out _));
            Refused("key", () => tree.TryGetFloor(text, out _, out _));
            Refused("key", () => tree.TryGetHigher(text, out _, out _));
            Refused("key", () => snapshot.TryGetCeiling(text, out _, out _));
            Refused("key", () => snapshot.TryGetLower(text, out _, out _));
            Refused("key", () => tree.EnumeratePrefixesOf(text));
            Refused("prefix", () => tree.EnumeratePrefix(text));
            Refused("prefix", () => snapshot.CountPrefix(text));
            Refused("first", () => tree.EnumerateFrom(text));
            Refused("last", () => tree.EnumerateUpTo(text));
            Refused("first", () => tree.EnumerateRange(text, "b"));
            Refused("last", () => tree.EnumerateDescending("a", text));
            Refused("first", () => tree.CopyRange(text, [], [], out _, out _));
        }

        static void Refused(string name, Func<object> read) => Assert.Equal(name, Assert.Throws<ArgumentException>(read).ParamName);
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_is_refused()
    {
        var tree = new PrefixTree<int> { { "a", 1 } };
        var snapshot = tree.Snapshot();
        Refused(() => tree.EnumerateRange("b", "a"));
        Refused(() => tree.EnumerateRange("a\0"u8, "a"u8));
        Refused(() => tree.EnumerateDescending("b", "a"));
        Refused(() => snapshot.EnumerateRange([255], [254, 255, 255]));
        Refused(() => snapshot.EnumerateDescending("ab", ""));

        static void Refused(Func<object> read) => Assert.Equal("last", Assert.Throws<ArgumentException>(read).ParamName);
    }

    [Fact]
    public void Spans_without_room_are_refused_and_nothing_is_written()
    {
        var tree = new PrefixTree<int> { { "a", 7 } };
        int[] values = [-1];
        bool[] found = [true];
        ReadOnlyMemory<byte>[] keys = ["a"u8.ToArray(), "b"u8.ToArray()];
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.GetMany(keys, values, new bool[2])).ParamName);
        Assert.Equal("found", Assert.Throws<ArgumentException>(() => tree.GetMany(keys, new int[2], found)).ParamName);
        Assert.Equal("found", Assert.Throws<ArgumentException>(() => tree.Snapshot().GetMany(keys, new int[2], found)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.CopyRange("", keys, values, out _, out _)).ParamName);
        Assert.Equal((-1, true), (values[0], found[0]));
        Assert.Equal(2, keys.Length);
    }

    [Fact]
    public void A_key_that_is_missing_is_named()
    {
        var tree = new PrefixTree<int> { { "there", 7 } };
        Assert.Contains("\"missing\"", Assert.Throws<KeyNotFoundException>(() => tree["missing"]).Message, StringComparison.Ordinal);
        Assert.Contains("0xFF00", Assert.Throws<KeyNotFoundException>(() => tree.Snapshot()[[255, 0]]).Message, StringComparison.Ordinal);
        Assert.Equal(7, tree.Snapshot()["there"]);
        Assert.Equal(7, tree.Snapshot()["there"u8]);
    }

    [Fact]
    public void A_visitor_that_is_null_is_refused_and_one_that_throws_ends_the_visit()
    {
        var tree = PrefixContents.Of("words").Tree();
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
        var tree = PrefixContents.Of("words").Tree();
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        entries.Dispose();
        Assert.False(entries.MoveNext());
        entries.Dispose();
        var prefixes = tree.EnumeratePrefixesOf(PrefixContents.Of("words").Keys[7]).GetEnumerator();
        prefixes.Dispose();
        Assert.False(prefixes.MoveNext());
        IEnumerator<PrefixEntry<int>> pages = ((IEnumerable<PrefixEntry<int>>)tree.EnumerateFrom("k")).GetEnumerator();
        Assert.True(pages.MoveNext());
        pages.Dispose();
        Assert.False(pages.MoveNext());
        pages.Reset();
        Assert.True(pages.MoveNext());
        pages.Dispose();
        Assert.Empty(default(PrefixView<int>));
        Assert.False(default(PrefixView<int>).GetEnumerator().MoveNext());
        Assert.Empty(default(PrefixesOfView<int>));
        Assert.False(default(PrefixesOfView<int>).GetEnumerator().MoveNext());
        Assert.Equal("", default(PrefixEntry<int>).Text);
        Assert.True(default(PrefixEntry<int>).Key.IsEmpty);
    }

    [Fact]
    public void Enumerators_of_one_thread_may_end_in_any_order()
    {
        using var domain = new RcuDomain();
        var tree = new PrefixTree<int>(new PrefixTreeOptions<int> { Domain = domain }) { { "a", 1 }, { "ab", 2 } };
        var first = tree.GetEnumerator();
        var second = tree.EnumerateDescending().GetEnumerator();
        var third = tree.EnumeratePrefixesOf("abc").GetEnumerator();
        Assert.True(first.MoveNext());
        Assert.True(second.MoveNext());
        Assert.True(third.MoveNext());
        first.Dispose();
        Assert.True(third.MoveNext());
        third.Dispose();
        Assert.True(second.MoveNext());
        Assert.Throws<InvalidOperationException>(domain.Synchronize);
        second.Dispose();
        domain.Synchronize();
    }

    [Fact]
    public void Reads_of_a_disposed_domain_throw_and_a_snapshot_goes_on()
    {
        var domain = new RcuDomain();
        var tree = new PrefixTree<int>(new PrefixTreeOptions<int> { Domain = domain }) { { "a", 7 } };
        var snapshot = tree.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.ContainsKey("a"));
        Assert.Throws<ObjectDisposedException>(() => tree.TryGetFloor("a", out _, out _));
        Assert.Throws<ObjectDisposedException>(() => tree.TryGetLongestPrefix("ab", out _, out _));
        Assert.Throws<ObjectDisposedException>(() => tree.GetMany([new byte[1]], new int[1], new bool[1]));
        Assert.Throws<ObjectDisposedException>(() => tree.Count(static entry => entry.Key.Length == 1));
        Assert.Throws<ObjectDisposedException>(() => tree.EnumeratePrefixesOf("ab").ToList());
        Assert.Equal(7, snapshot["a"]);
        Assert.Single(snapshot.EnumeratePrefix(""));
    }

    [Fact]
    public void A_batch_that_has_ended_cannot_be_read()
    {
        var tree = PrefixContents.Of("words").Tree();
        var batch = tree.BeginBatch();
        var entries = batch.GetEnumerator();
        Assert.True(entries.MoveNext());
        var prefixes = batch.EnumeratePrefixesOf(entries.Current.Key.Span).GetEnumerator();
        using IEnumerator<PrefixEntry<int>> pages = ((IEnumerable<PrefixEntry<int>>)batch.EnumerateDescending()).GetEnumerator();
        batch.Commit();
        AssertEnded(Torn.Thrown(ref entries, static (ref PrefixEnumerator<int> e) => e.MoveNext()));
        AssertEnded(Torn.Thrown(ref prefixes, static (ref PrefixesOfEnumerator<int> e) => e.MoveNext()));
        AssertEnded(Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message);
        AssertEnded(Torn.Thrown(ref batch, static (ref PrefixTree<int>.Batch b) => b.ContainsKey("ka")));
        AssertEnded(Torn.Thrown(ref batch, static (ref PrefixTree<int>.Batch b) => b.TryGetFloor("ka", out _, out _)));
        AssertEnded(Torn.Thrown(ref batch, static (ref PrefixTree<int>.Batch b) => b.TryGetLongestPrefix("ka"u8, out _, out _)));
        AssertEnded(Torn.Thrown(ref batch, static (ref PrefixTree<int>.Batch b) => b.CountPrefix("ka") > 0));
        AssertEnded(Torn.Thrown(ref batch, static (ref PrefixTree<int>.Batch b) => b.GetEnumerator().MoveNext()));

        static void AssertEnded(string message) => Assert.Contains("has ended", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_of_a_batch_end_with_the_write_that_broke_off()
    {
        var contents = PrefixContents.Of("words");
        var tree = contents.Tree();
        using (var batch = tree.BeginBatch())
        {
            Assert.True(batch.Remove(contents.Keys[50]));
            var entries = batch.GetEnumerator();
            Assert.True(entries.MoveNext());
            var prefixes = batch.EnumeratePrefixesOf(contents.Keys[99]).GetEnumerator();
            Assert.True(prefixes.MoveNext());
            using IEnumerator<PrefixEntry<int>> pages = ((IEnumerable<PrefixEntry<int>>)batch.EnumerateDescending()).GetEnumerator();
            tree.WriterSide.Transaction.BeginChange(); // what an allocation that fails leaves behind

            AssertTorn(Torn.Thrown(ref entries, static (ref PrefixEnumerator<int> e) => e.MoveNext()));
            AssertTorn(Torn.Thrown(ref prefixes, static (ref PrefixesOfEnumerator<int> e) => e.MoveNext()));
            AssertTorn(Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message);
            var same = batch;
            AssertTorn(Torn.Thrown(ref same, static (ref PrefixTree<int>.Batch b) => b.ContainsKey("ka")));
            AssertTorn(Torn.Thrown(ref same, static (ref PrefixTree<int>.Batch b) => b.TryGetLongestPrefix("ka", out _, out _)));
        }

        tree.CheckInvariants();
        Assert.Equal(Enumerable.Range(0, contents.Keys.Count), tree.ToArray().Select(static entry => entry.Value));

        static void AssertTorn(string message) => Assert.Contains("half way", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_shown_all_the_same()
    {
        var tree = new PrefixTree<int> { { [(byte)'a', 255], 1 }, { "ä😀", 2 } };
        Assert.Equal(["a\ufffd", "ä😀"], tree.EnumeratePrefix("").Select(static entry => entry.Text));
        Assert.Equal("[ä😀, 2]", tree.EnumeratePrefix("ä").Single().ToString());
        foreach (var (key, value) in tree.EnumerateFrom("ä")) Assert.Equal(("ä😀", 2), (Encoding.UTF8.GetString(key.Span), value));
        Assert.Equal(2, new PrefixDebugView<int>(tree).Items.Length);
    }

    [Fact]
    public void A_match_that_ends_within_a_character_does_not_count_it()
    {
        var tree = new PrefixTree<int> { { [(byte)'a', 0xF0, 0x9F], 1 } };
        Assert.True(tree.TryGetLongestPrefix("a😀", out int chars, out int value));
        Assert.Equal((1, 1), (chars, value));
        Assert.True(tree.TryGetLongestPrefix("a😀"u8, out int bytes, out _));
        Assert.Equal(3, bytes);
        tree.Add("a😀b", 2);
        Assert.True(tree.TryGetLongestPrefix("a😀bc", out chars, out value));
        Assert.Equal((4, 2), (chars, value));
    }
}
