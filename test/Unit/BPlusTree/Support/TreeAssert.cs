using System.Collections;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Compares everything that can be read from a tree, a snapshot or a batch with what is expected.</summary>
internal static partial class TreeAssert
{
    /// <summary>Every read member of the tree agrees with the model, and the tree is well formed.</summary>
    public static void Matches<TKey, TValue>(
        BPlusTree<TKey, TValue> tree, SortedDictionary<TKey, TValue> model, IReadOnlyCollection<TKey>? probes = null)
        where TKey : notnull
    {
        tree.CheckInvariants();
        Reads(tree, model, probes);
    }

    /// <summary>Every read member of the tree agrees with the model. Takes no lock, so also beside an open batch.</summary>
    public static void Reads<TKey, TValue>(
        BPlusTree<TKey, TValue> tree, SortedDictionary<TKey, TValue> model, IReadOnlyCollection<TKey>? probes = null)
        where TKey : notnull
    {
        var expected = new Expected<TKey, TValue>(model);
        Reads(new TreeReads<TKey, TValue>(tree), expected, probes);
        using (var reader = tree.Read()) Reads(new ReaderReads<TKey, TValue>(reader), expected, probes);
        SameThroughInterfaces(tree, expected);
    }

    public static void Matches<TKey, TValue>(
        BPlusTreeSnapshot<TKey, TValue> snapshot, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey>? probes = null)
        where TKey : notnull
    {
        Reads(new SnapshotReads<TKey, TValue>(snapshot), expected, probes);
        SameThroughInterfaces(snapshot, expected);
    }

    public static void Matches<TKey, TValue>(
        BPlusTree<TKey, TValue>.Batch batch, SortedDictionary<TKey, TValue> model, IReadOnlyCollection<TKey>? probes = null)
        where TKey : notnull
        => Reads(new BatchReads<TKey, TValue>(batch), new Expected<TKey, TValue>(model), probes);

    /// <summary>The tree holds exactly these keys, each with ten times itself (see <see cref="TreeOf.Tens(int[])"/>).</summary>
    public static void HoldsTens(BPlusTree<int, int> tree, params IEnumerable<int> keys) => Matches(tree, Tens(tree, keys));

    /// <summary>The same without taking the lock.</summary>
    public static void ReadsTens(BPlusTree<int, int> tree, params IEnumerable<int> keys) => Reads(tree, Tens(tree, keys));

    private static SortedDictionary<int, int> Tens(BPlusTree<int, int> tree, IEnumerable<int> keys)
    {
        var model = new SortedDictionary<int, int>(tree.Comparer);
        foreach (int key in keys) model.Add(key, key * 10);
        return model;
    }

    private static void Reads<TReads, TKey, TValue>(
        TReads reads, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey>? probes)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        Assert.Equal(expected.Count, reads.Count);
        Assert.Equal(expected.Count, reads.LongCount);
        Assert.Equal(expected.Count == 0, reads.IsEmpty);

        Same("ascending", expected, reads.Ascending());
        Same("ascending over all", expected, reads.Ascending(KeyRange<TKey>.All));
        Same("ForEach", expected, reads.Visited());
        var descending = reads.Descending();
        descending.Reverse();
        Same("descending, reversed", expected, descending);
        var descendingAll = reads.Descending(KeyRange<TKey>.All);
        descendingAll.Reverse();
        Same("descending over all, reversed", expected, descendingAll);

        Found("first", expected, expected.Count > 0 ? 0 : -1, reads.TryGetFirst(out var first, out var atFirst), first, atFirst);
        Found("last", expected, expected.Count - 1, reads.TryGetLast(out var last, out var atLast), last, atLast);
        Around(reads, expected, expected.Keys);
        if (probes is not null) Around(reads, expected, probes);
        Many(reads, expected, probes ?? []);
        Pages(reads, expected, probes ?? []);
        Cursor(reads, expected, probes ?? []);
    }

    /// <summary>Every read that takes a key agrees, for each of the keys.</summary>
    public static void Around<TReads, TKey, TValue>(TReads reads, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey> keys)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        foreach (var key in keys) Around(reads, expected, key);
    }

    private static void Around<TReads, TKey, TValue>(TReads reads, Expected<TKey, TValue> expected, TKey key)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        int at = expected.IndexOf(key);
        bool has = reads.TryGetValue(key, out var value);
        Found("value", expected, at, has, key, value);
        if (reads.ContainsKey(key) != at >= 0) Assert.Fail($"ContainsKey({key}) is {at < 0}");
        if (at >= 0) Found("indexer", expected, at, true, key, reads.Get(key));

        bool floor = reads.TryGetFloor(key, out var found, out value);
        Found("floor", expected, expected.Floor(key, strictly: false), floor, found, value);
        bool lower = reads.TryGetLower(key, out found, out value);
        Found("lower", expected, expected.Floor(key, strictly: true), lower, found, value);
        bool ceiling = reads.TryGetCeiling(key, out found, out value);
        Found("ceiling", expected, expected.Ceiling(key, strictly: false), ceiling, found, value);
        bool higher = reads.TryGetHigher(key, out found, out value);
        Found("higher", expected, expected.Ceiling(key, strictly: true), higher, found, value);
    }

    private static void Found<TKey, TValue>(
        string what, Expected<TKey, TValue> expected, int index, bool found, TKey? key, TValue? value)
        where TKey : notnull
    {
        if (found != index >= 0)
        {
            Assert.Fail(found ? $"{what}: found {key}, expected nothing" : $"{what}: found nothing, expected {expected[index]}");
        }

        if (found) SameEntry(what, expected, index, new(key!, value!));
        else if (what != "value" && !EqualityComparer<TKey?>.Default.Equals(key, default)) Assert.Fail($"{what}: nothing found, but key {key}");
        if (!found && !EqualityComparer<TValue?>.Default.Equals(value, default)) Assert.Fail($"{what}: nothing found, but value {value}");
    }

    public static void Same<TKey, TValue>(string what, Expected<TKey, TValue> expected, IReadOnlyList<KeyValuePair<TKey, TValue>> seen)
        where TKey : notnull
    {
        for (int i = 0; i < expected.Count && i < seen.Count; i++) SameEntry($"{what}, entry {i}", expected, i, seen[i]);
        if (expected.Count != seen.Count) Assert.Fail($"{what}: {seen.Count} entries, expected {expected.Count}");
    }

    private static void SameEntry<TKey, TValue>(
        string what, Expected<TKey, TValue> expected, int index, KeyValuePair<TKey, TValue> seen)
        where TKey : notnull
    {
        var wanted = expected[index];
        if (expected.Comparer.Compare(wanted.Key, seen.Key) != 0 || !EqualityComparer<TValue>.Default.Equals(wanted.Value, seen.Value))
        {
            Assert.Fail($"{what}: {seen}, expected {wanted}");
        }
    }

    private static void SameThroughInterfaces<TKey, TValue>(
        IReadOnlyCollection<KeyValuePair<TKey, TValue>> entries, Expected<TKey, TValue> expected)
        where TKey : notnull
    {
        DictionaryAssert.Same(Assert.IsAssignableFrom<IReadOnlyDictionary<TKey, TValue>>(entries), expected);
        var generic = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in entries) generic.Add(entry);
        Same("IEnumerable<T>", expected, generic);

        var plain = new List<KeyValuePair<TKey, TValue>>();
        foreach (object? entry in (IEnumerable)entries) plain.Add(Assert.IsType<KeyValuePair<TKey, TValue>>(entry));
        Same("IEnumerable", expected, plain);
    }
}
