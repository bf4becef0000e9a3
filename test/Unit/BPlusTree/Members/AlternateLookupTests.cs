using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Look-ups by something that is no key: spans among strings and byte strings, numbers among badges.</summary>
public class AlternateLookupTests
{
    private static readonly string[] Words =
        [.. Enumerable.Range(0, 120).Select(i => $"word {i * 7 % 120}"), "", "\0", "Word 3", "WORD 4", "zebra", "Ähre", "ähre", "straße", "STRASSE", "\uFFFF", "😀"];

    public static TheoryData<string> EveryStringComparer => ["Ordinal", "OrdinalIgnoreCase", "InvariantCulture", "InvariantCultureIgnoreCase", "CurrentCulture", "culture and options"];

    [Theory]
    [MemberData(nameof(EveryStringComparer))]
    public void Every_read_by_span_agrees_with_the_read_by_string(string name)
    {
        StringComparer comparer = name switch
        {
            "Ordinal" => StringComparer.Ordinal,
            "OrdinalIgnoreCase" => StringComparer.OrdinalIgnoreCase,
            "InvariantCulture" => StringComparer.InvariantCulture,
            "InvariantCultureIgnoreCase" => StringComparer.InvariantCultureIgnoreCase,
            "CurrentCulture" => StringComparer.CurrentCulture,
            _ => StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.IgnoreCase),
        };
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            var tree = TreeOf.Empty<string, int>(capacity, comparer);
            for (int i = 0; i < Words.Length; i++) tree.TryAdd(Words[i], i);
            foreach (string word in Words.Take(60)) tree.Remove(word);
            var snapshot = tree.Snapshot();
            var live = tree.GetAlternateLookup<ReadOnlySpan<char>>();
            var frozen = snapshot.GetAlternateLookup<ReadOnlySpan<char>>();
            Assert.Same(tree, live.Tree);
            Assert.Same(snapshot, frozen.Snapshot);
            string[] probes = [.. Words, .. Words.Select(word => word.ToUpperInvariant()), .. Words.Select(word => word + "x"), "a", "~"];
            foreach (string probe in probes)
            {
                Assert.Equal(tree.ContainsKey(probe), live.ContainsKey(probe));
                Assert.Equal(tree.ContainsKey(probe), frozen.ContainsKey(probe));
                Assert.Equal(Answer(tree.TryGetValue(probe, out int v), "", v), Answer(live.TryGetValue(probe, out int w), "", w));
                Assert.Equal(Answer(tree.TryGetValue(probe, out v), "", v), Answer(frozen.TryGetValue(probe, out w), "", w));
                Assert.Equal(Answer(tree.TryGetFloor(probe, out string? k, out v), k, v), Answer(live.TryGetFloor(probe, out string? l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetFloor(probe, out k, out v), k, v), Answer(frozen.TryGetFloor(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetCeiling(probe, out k, out v), k, v), Answer(live.TryGetCeiling(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetCeiling(probe, out k, out v), k, v), Answer(frozen.TryGetCeiling(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetLower(probe, out k, out v), k, v), Answer(live.TryGetLower(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetLower(probe, out k, out v), k, v), Answer(frozen.TryGetLower(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetHigher(probe, out k, out v), k, v), Answer(live.TryGetHigher(probe, out l, out w), l, w));
                Assert.Equal(Answer(tree.TryGetHigher(probe, out k, out v), k, v), Answer(frozen.TryGetHigher(probe, out l, out w), l, w));
                if (!tree.ContainsKey(probe)) continue;
                Assert.Equal(tree[probe], live[probe]);
                Assert.Equal(tree[probe], frozen[probe]);
                Assert.True(live.TryGetValue(probe, out string? actual, out _));
                Assert.Same(tree.Keys.Single(key => ReferenceEquals(key, actual)), actual);
                Assert.True(frozen.TryGetValue(probe, out actual, out _));
                Assert.Equal(0, comparer.Compare(probe, actual));
            }
        }
    }

    [Fact]
    public void Writes_by_span_make_a_string_only_for_a_new_key()
    {
        var tree = TreeOf.Empty<string, int>(comparer: StringComparer.OrdinalIgnoreCase);
        var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
        Assert.True(lookup.TryAdd("one", 1));
        Assert.False(lookup.TryAdd("ONE", 2));
        lookup["Two"] = 2;
        lookup["TWO"] = 22;
        Assert.True(lookup.TryUpdate("oNe", 11));
        Assert.False(lookup.TryUpdate("three", 3));
        Assert.Equal([new("one", 11), new("Two", 22)], tree.ToArray());
        Assert.True(lookup.TryRemove("tWO", out int two));
        Assert.Equal(22, two);
        Assert.False(lookup.TryRemove("two", out two));
        Assert.Equal(0, two);
        Assert.True(lookup.Remove("ONE"));
        Assert.False(lookup.Remove("ONE"));
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_tree_lives_its_whole_life_through_an_alternate_lookup()
    {
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            var tree = TreeOf.Empty<string, int>(capacity);
            var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
            var model = new SortedDictionary<string, int>(StringComparer.Ordinal);
            var random = new Random(11);
            for (int i = 0; i < 3_000; i++)
            {
                string key = random.Next(300).ToString(CultureInfo.InvariantCulture);
                switch (random.Next(4))
                {
                    case 0: Assert.Equal(model.TryAdd(key, i), lookup.TryAdd(key, i)); break;
                    case 1: lookup[key] = model[key] = i; break;
                    case 2: Assert.Equal(model.Remove(key), lookup.Remove(key)); break;
                    default: Assert.Equal(model.TryGetValue(key, out int wanted), lookup.TryGetValue(key, out int found) && found == wanted); break;
                }
            }

            TreeAssert.Matches(tree, model);
        }
    }

    [Fact]
    public void Byte_strings_are_found_by_span_of_bytes()
    {
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            var arrays = TreeOf.Empty<byte[], int>(capacity);
            var memories = TreeOf.Empty<ReadOnlyMemory<byte>, int>(capacity, ByteStringComparer.Instance);
            var byArray = arrays.GetAlternateLookup<ReadOnlySpan<byte>>();
            var byMemory = memories.GetAlternateLookup<ReadOnlySpan<byte>>();
            var model = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (int i = 0; i < 200; i++)
            {
                string text = $"{i * 77 % 200}";
                model[text] = i;
                byArray[Encoding.ASCII.GetBytes(text)] = i;
                Assert.True(byMemory.TryAdd(Encoding.ASCII.GetBytes(text), i));
            }

            Assert.Equal(model.Keys, arrays.Keys.Select(Encoding.ASCII.GetString));
            Assert.Equal(model.Keys, memories.Keys.Select(key => Encoding.ASCII.GetString(key.Span)));
            Assert.Equal(model.Values, memories.Values);
            Assert.Equal(model["17"], byArray["17"u8]);
            Assert.Equal(model["17"], arrays.Snapshot().GetAlternateLookup<ReadOnlySpan<byte>>()["17"u8]);
            Assert.True(byMemory.TryGetFloor("17x"u8, out ReadOnlyMemory<byte> floor, out _));
            Assert.True(floor.Span.SequenceEqual("179"u8));
            Assert.True(byArray.TryGetCeiling([], out byte[]? first, out _));
            Assert.Equal("0"u8.ToArray(), first);
            Assert.False(byArray.TryGetLower("0"u8, out first, out _));
            Assert.Null(first);
            Assert.True(byMemory.Remove("17"u8));
            Assert.False(byMemory.ContainsKey("17"u8));
            arrays.CheckInvariants();
            memories.CheckInvariants();
        }
    }

    [Fact]
    public void A_key_added_by_a_span_is_a_copy_of_it()
    {
        var tree = new BPlusTree<byte[], int>();
        Span<byte> buffer = [1, 2, 3];
        tree.GetAlternateLookup<ReadOnlySpan<byte>>()[buffer] = 5;
        buffer.Clear();
        Assert.Equal([1, 2, 3], tree.Keys.Single());
    }

    [Fact]
    public void A_key_comparer_that_knows_an_alternate_is_found()
    {
        var tree = TreeOf.Empty<Badge, string>(comparer: BadgeComparer.Instance);
        for (int i = 0; i < 100; i += 2) tree[new Badge(i)] = $"badge {i}";
        Assert.True(tree.TryGetAlternateLookup(out BPlusTree<Badge, string>.AlternateLookup<int> lookup));
        Assert.Equal("badge 40", lookup[40]);
        Assert.True(lookup.TryGetHigher(40, out Badge? next, out _));
        Assert.Equal(new Badge(42), next);
        Assert.True(lookup.TryAdd(41, "odd"));
        Assert.Equal("odd", tree[new Badge(41)]);
        Assert.True(tree.Snapshot().TryGetAlternateLookup(out BPlusTreeSnapshot<Badge, string>.AlternateLookup<int> frozen));
        Assert.True(frozen.ContainsKey(41));
    }

    [Fact]
    public void A_comparer_of_alternates_can_be_named()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50, step: 2));
        var digits = new DigitsComparer();
        var lookup = tree.GetAlternateLookup<string>(digits);
        Assert.Equal(400, lookup["40"]);
        Assert.False(lookup.ContainsKey("41"));
        Assert.True(lookup.TryGetLower("41", out int lower, out _));
        Assert.Equal(40, lower);
        Assert.True(tree.Snapshot().GetAlternateLookup<string>(digits).TryGetCeiling("41", out int ceiling, out _));
        Assert.Equal(42, ceiling);
        Assert.Equal(0, digits.Created);
        lookup["41"] = 410;
        Assert.Equal(1, digits.Created);
        Assert.Equal(410, tree[41]);
    }

    [Fact]
    public void A_lookup_that_the_comparer_does_not_support_is_refused()
    {
        var natural = new BPlusTree<int, int>();
        Assert.False(natural.TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
        var refusal = Assert.Throws<InvalidOperationException>(() => { natural.GetAlternateLookup<ReadOnlySpan<char>>(); });
        Assert.Contains("IAlternateComparer", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => { natural.Snapshot().GetAlternateLookup<string>(); });
        Assert.False(natural.Snapshot().TryGetAlternateLookup<string>(out _));

        var byLength = new BPlusTree<string, int>(Comparer<string>.Create((x, y) => x!.Length.CompareTo(y!.Length)));
        Assert.False(byLength.TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
        Assert.False(new BPlusTree<string, int>(Comparer<string>.Default).TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
        Assert.False(new BPlusTree<string, int>().TryGetAlternateLookup<ReadOnlySpan<byte>>(out _));
        Assert.False(new BPlusTree<byte[], int>().TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
        Assert.True(new BPlusTree<string, int>().TryGetAlternateLookup<ReadOnlySpan<char>>(out _));
    }

    [Fact]
    public void The_default_lookup_says_that_it_is_one()
    {
        BPlusTree<string, int>.AlternateLookup<ReadOnlySpan<char>> live = default;
        BPlusTreeSnapshot<string, int>.AlternateLookup<ReadOnlySpan<char>> frozen = default;
        Assert.Throws<InvalidOperationException>(() => live.Tree);
        Assert.Throws<InvalidOperationException>(() => live.ContainsKey("a"));
        Assert.Throws<InvalidOperationException>(() => live.TryGetFloor("a", out _, out _));
        Assert.Throws<InvalidOperationException>(() => live["a"] = 1);
        Assert.Throws<InvalidOperationException>(() => live.Remove("a"));
        Assert.Throws<InvalidOperationException>(() => frozen.Snapshot);
        Assert.Throws<InvalidOperationException>(() => frozen.TryGetValue("a", out _));
    }

    [Fact]
    public void Null_is_refused_by_name()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.Throws<ArgumentNullException>("alternateComparer", () => { tree.GetAlternateLookup<string>(null!); });
        Assert.Throws<ArgumentNullException>("alternateComparer", () => { tree.Snapshot().GetAlternateLookup<string>(null!); });
        var lookup = tree.GetAlternateLookup<string>(new DigitsComparer());
        Action[] calls =
        [
            () => _ = lookup[null!],
            () => lookup[null!] = 1,
            () => lookup.TryGetValue(null!, out _),
            () => lookup.TryGetValue(null!, out _, out _),
            () => lookup.ContainsKey(null!),
            () => lookup.TryGetFloor(null!, out _, out _),
            () => lookup.TryGetCeiling(null!, out _, out _),
            () => lookup.TryGetLower(null!, out _, out _),
            () => lookup.TryGetHigher(null!, out _, out _),
            () => lookup.TryAdd(null!, 1),
            () => lookup.TryUpdate(null!, 1),
            () => lookup.TryRemove(null!, out _),
            () => lookup.Remove(null!),
            () => tree.Snapshot().GetAlternateLookup<string>(new DigitsComparer()).ContainsKey(null!),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentNullException>("alternate", call));
        TreeAssert.HoldsTens(tree, 1, 2, 3);
    }

    [Fact]
    public void An_absent_key_is_reported_by_the_indexer()
    {
        var tree = new BPlusTree<string, int> { ["a"] = 1 };
        Assert.Throws<KeyNotFoundException>(() => tree.GetAlternateLookup<ReadOnlySpan<char>>()["b"]);
        Assert.Throws<KeyNotFoundException>(() => tree.Snapshot().GetAlternateLookup<ReadOnlySpan<char>>()["b"]);
    }

    [Fact]
    public void Nothing_can_be_looked_up_once_the_domain_is_disposed_but_in_a_snapshot()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<string, int>(domain: domain);
        tree["a"] = 1;
        var lookup = tree.GetAlternateLookup<ReadOnlySpan<char>>();
        var frozen = tree.Snapshot().GetAlternateLookup<ReadOnlySpan<char>>();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => lookup.ContainsKey("a"));
        Assert.Throws<ObjectDisposedException>(() => lookup.TryGetValue("a", out _));
        Assert.Throws<ObjectDisposedException>(() => lookup.TryGetCeiling("a", out _, out _));
        Assert.Throws<ObjectDisposedException>(() => lookup["a"] = 2);
        Assert.Equal(1, frozen["a"]);
    }

    private static (bool, string?, int) Answer(bool found, string? key, int value) => (found, key, value);
}
