using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>An entry that a tree under test holds.</summary>
internal readonly record struct Held(ulong First, ulong Last, int Value, int Tags)
{
    public KeyValuePair<ulong, int> Pair => new(First, Value);

    public bool IsTagged(int tag) => (Tags >> tag & 1) != 0;
}

/// <summary>What a tree under test holds, by a sorted dictionary, and the answers that follow from going through it one by one.</summary>
internal sealed class Contents
{
    private readonly SortedDictionary<ulong, Held> _entries = [];

    public static TheoryData<string> Names => [.. All.Keys];

    public IReadOnlyCollection<Held> Entries => _entries.Values;

    private static Dictionary<string, Action<Contents>> All { get; } = new()
    {
        ["empty"] = static _ => { },
        ["one at 0"] = static c => c.Add(0),
        ["one at the end"] = static c => c.Add(ulong.MaxValue),
        ["both ends"] = static c => c.Add(0, ulong.MaxValue),
        ["one in the middle"] = static c => c.Add(1UL << 40),
        ["dense"] = static c => c.AddEach(Enumerable.Range(0, 500).Select(static i => (ulong)i)),
        ["dense at the end"] = static c => c.AddEach(Enumerable.Range(0, 300).Select(static i => ulong.MaxValue - (ulong)i)),
        ["every third"] = static c => c.AddEach(Enumerable.Range(0, 300).Select(static i => 1000 + (3 * (ulong)i))),
        ["descending"] = static c => c.AddEach(Enumerable.Range(0, 300).Select(static i => 100_000 - (7 * (ulong)i))),
        ["clustered"] = static c => c.AddEach(Random(1, 30).SelectMany(static at => Enumerable.Range(0, 9).Select(i => at + (2 * (ulong)i)))),
        ["scattered"] = static c => c.AddEach(Random(2, 300)),
        ["powers of two"] = static c => c.AddEach(Enumerable.Range(0, 64).SelectMany(static i => new[] { 1UL << i, (1UL << i) - 1, (1UL << i) + 1 })),
        ["spans"] = static c =>
        {
            c.AddSpan(0, 3);
            c.AddSpan(64, 4);
            c.Add(80, 81, 127);
            c.AddSpan(128, 6);
            c.AddSpan(4096, 12);
            c.AddSpan(8192, 8);
            c.Add(8448);
            c.AddSpan(1UL << 40, 38);
            c.AddSpan(3UL << 40, 40);
            c.AddSpan(1UL << 63, 62);
            c.AddSpan(ulong.MaxValue - 1, 1);
        },
        ["one span"] = static c => c.AddSpan(1UL << 20, 13),
        ["half of everything"] = static c => c.AddSpan(1UL << 63, 63),
        ["everything"] = static c =>
        {
            c.AddSpan(0, 63);
            c.AddSpan(1UL << 63, 63);
        },
        ["spans side by side"] = static c =>
        {
            for (ulong i = 0; i < 40; i++) c.AddSpan(i * 32, 1 + (int)(i % 5));
            for (ulong i = 4; i < 20; i++) c.AddSpan(i << 14, 9 + (int)(i % 6));
        },
    };

    public static Contents Of(string name)
    {
        var contents = new Contents();
        All[name](contents);
        return contents;
    }

    public RadixTree<int> Tree()
    {
        var tree = new RadixTree<int>();
        foreach (Held held in TestOrder())
        {
            if (held.First == held.Last) tree.Add(held.First, held.Value);
            else tree.StoreRange(held.First, held.Last, held.Value);
            for (int tag = 0; tag < tree.TagCount; tag++)
            {
                if (held.IsTagged(tag)) Assert.True(tree.SetTag(held.Last, tag));
            }
        }

        tree.CheckInvariants();
        Assert.Equal(_entries.Count, tree.Count);
        return tree;
    }

    /// <summary>Where answers may change: at both ends of each entry, and right beside it; and some places at random.</summary>
    public IEnumerable<ulong> Probes() => Entries
        .SelectMany(static held => new[] { held.First - 1, held.First, held.First + 1, held.First + ((held.Last - held.First) / 2), held.Last - 1, held.Last, held.Last + 1 })
        .Concat(new ulong[] { 0, 1, 63, 64, 65, 4095, 4096, 1UL << 60, (1UL << 60) - 1, ulong.MaxValue, ulong.MaxValue - 63, ulong.MaxValue - 64 })
        .Concat(Random(3, 50))
        .Distinct();

    public Held? At(ulong index) => Nearest(Entries, held => held.First <= index && held.Last >= index);

    public Held? Floor(ulong index) => Nearest(Entries.Reverse(), held => held.First <= index);

    public Held? Ceiling(ulong index) => Nearest(Entries, held => held.Last >= index);

    public Held? Lower(ulong index) => Nearest(Entries.Reverse(), held => held.Last < index);

    public Held? Higher(ulong index) => Nearest(Entries, held => held.First > index);

    public IEnumerable<Held> Within(ulong first, ulong last) => Entries.Where(held => held.First <= last && held.Last >= first);

    public ulong? NextFree(ulong first, ulong last)
    {
        while (At(first) is { } held)
        {
            if (held.Last >= last) return null;
            first = held.Last + 1;
        }

        return first;
    }

    public ulong? PreviousFree(ulong first, ulong last)
    {
        while (At(last) is { } held)
        {
            if (held.First <= first) return null;
            last = held.First - 1;
        }

        return last;
    }

    private static List<ulong> Random(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (ulong)random.NextInt64(long.MinValue, long.MaxValue))];
    }

    private static Held? Nearest(IEnumerable<Held> entries, Func<Held, bool> isIt)
    {
        foreach (Held held in entries)
        {
            if (isIt(held)) return held;
        }

        return null;
    }

    private List<Held> TestOrder()
    {
        var order = Entries.ToArray();
        if (order.Length > 2 && order[0].First != 0) new Random(4).Shuffle(order); // those that begin at 0 in order, the others not
        return [.. order];
    }

    private void Add(params ulong[] indices) => AddEach(indices);

    private void AddEach(IEnumerable<ulong> indices)
    {
        foreach (ulong index in indices) _entries.TryAdd(index, new Held(index, index, _entries.Count * 10, TagsOf(_entries.Count)));
    }

    private void AddSpan(ulong first, int order) =>
        _entries.Add(first, new Held(first, first + ((1UL << order) - 1), _entries.Count * 10, TagsOf(_entries.Count)));

    /// <summary>Tag 0 on every seventh, tag 1 on every other, tag 2 nowhere.</summary>
    private static int TagsOf(int ordinal) => (ordinal % 7 == 0 ? 1 : 0) | (ordinal % 2 == 1 ? 2 : 0);
}
