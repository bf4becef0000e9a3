using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>Sparse arrays and ids: look-ups, writes, gangs, tags, allocation, memory.</summary>
internal sealed class RadixGroup : IQuickGroup
{
    public string Name => "radix";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        string size = entries.ToString("N0", CultureInfo.InvariantCulture);
        long lookups = options.Smoke ? 100_000 : 2_000_000;
        long writes = options.Writes / options.Rounds / 5;
        foreach (RadixShape shape in Enum.GetValues<RadixShape>())
        {
            string name = $"{RadixShapes.Name(shape)}, {size}";
            var map = new RadixWorkload(shape, entries);
            List<Contestant> readers = [new("RadixTree", map.Lookup), new("Dictionary, no lock", map.DictionaryLookup), new("ConcurrentDictionary", map.ConcurrentLookup), new("RadixTree.GetMany, 64", map.Many)];
            if (map.HasArray) readers.Add(new("array, no lock", map.ArrayLookup));
            yield return Timed($"lookup {name}", lookups, options, [.. readers]);
            yield return ContestRunner.Run(
                new Contest(Name, $"store {name}", [new("RadixTree", map.Store), new("Dictionary, no lock", map.DictionaryStore), new("ConcurrentDictionary", map.ConcurrentStore), new("RadixTree.Load, sorted", map.Load)])
                { OperationsPerRound = entries, Batch = entries, WarmUpBatch = 1_000, CollectBeforeRounds = true },
                options.Rounds);
            yield return Timed($"overwrite {name}", writes, options, new("RadixTree", map.Overwrite), new("ConcurrentDictionary", map.ConcurrentOverwrite));
            yield return Timed($"remove + store {name}", writes, options, new("RadixTree", map.RemoveStore), new("Dictionary, no lock", map.DictionaryRemoveStore), new("ConcurrentDictionary", map.ConcurrentRemoveStore));
            yield return Timed($"64 entries in a row, {name}", lookups, options, new("RadixTree.CopyRange", map.Gang), new("Dictionary, 64 look-ups", map.GangOneByOne));
        }

        var tags = new RadixTagWorkload(entries);
        yield return ContestRunner.Run(
            new Contest(Name, $"scan of 1 % tagged, {size}", [new("EnumerateTagged", tags.Scan), new("CopyTagged, 64", tags.Copy), new("all, GetTag", tags.ScanAll), new("Dictionary, all", tags.DictionaryScan)])
            { OperationsPerRound = tags.Tagged, Batch = tags.Tagged, CollectBeforeRounds = true },
            options.Rounds);
        yield return Timed("clear + set a tag", writes, options, new Contestant("RadixTree", tags.ClearSet));

        foreach (int percent in new[] { 50, 99 })
        {
            var ids = new IdWorkload(entries, percent);
            string fill = $"{percent} % of {size}";
            yield return Timed($"allocate + free an id, {fill}", writes, options,
                new("IdAllocator", ids.AllocateFree), new("from a random id on", ids.From), new("cyclic", ids.Cyclic), new("with a value", ids.WithValue), new("DelayReuse", ids.Delayed), new("ConcurrentBag", ids.Bag));
            yield return Timed($"free a random id + allocate, {fill}", writes, options, new Contestant("IdAllocator", ids.Lowest));
            yield return Timed($"free a random id + allocate, {fill}, peer", Math.Max(writes / 100, 1_000), options, new("IdAllocator", ids.Lowest), new("bits + Lock", ids.BitsLowest));
        }

        yield return Memory(entries);
    }

    private IReadOnlyList<Result> Timed(string name, long operations, QuickOptions options, params Contestant[] contestants) =>
        ContestRunner.Run(new Contest(Name, name, contestants) { OperationsPerRound = Math.Max(operations, 1_000), Batch = 1_000, CollectBeforeRounds = true }, options.Rounds);

    private Result[] Memory(int entries)
    {
        var lines = new List<(string Contestant, double Bytes)>();
        foreach (RadixShape shape in new[] { RadixShape.Dense, RadixShape.Clustered, RadixShape.Scattered })
        {
            string name = shape == RadixShape.Dense ? "dense" : RadixShapes.Name(shape);
            ulong[] stored = RadixShapes.Indices(shape == RadixShape.Dense ? RadixShape.DenseRandom : shape, entries);
            var sorted = Array.ConvertAll(stored, index => KeyValuePair.Create(index, 1L));
            Array.Sort(sorted, static (left, right) => left.Key.CompareTo(right.Key));
            lines.Add(($"{name}, Load", RadixWorkload.Measure(entries, () => Loaded(sorted))));
            lines.Add(($"{name}, random order", RadixWorkload.Measure(entries, () => Stored(stored))));
        }

        ulong[] dense = RadixShapes.Indices(RadixShape.DenseRandom, entries);
        lines.Add(("Dictionary", RadixWorkload.Measure(entries, () => Filled(dense, new Dictionary<ulong, long>()))));
        lines.Add(("ConcurrentDictionary", RadixWorkload.Measure(entries, () => Filled(dense, new ConcurrentDictionary<ulong, long>()))));
        lines.Add(("array", RadixWorkload.Measure(entries, () => new long[entries])));
        lines.Add(("IdAllocator, an id", RadixWorkload.Measure(entries, () => AllTaken(entries, recycle: true))));
        lines.Add(("IdAllocator, an id, no pool", RadixWorkload.Measure(entries, () => AllTaken(entries, recycle: false))));
        return [.. lines.Select((line, i) => new Result(Name, string.Create(CultureInfo.InvariantCulture, $"bytes an entry, {entries:N0}"), line.Contestant)
        {
            Unit = "B",
            Median = line.Bytes,
            Rounds = [line.Bytes],
            FirstIsBetterBy = i == 0 ? null : line.Bytes / lines[0].Bytes,
            Operations = entries,
            ProcessBytesPerOperation = line.Bytes,
            Collections = 0,
            Gen2Collections = 0,
            PauseMilliseconds = 0,
        })];
    }

    private static RadixTree<long> Loaded(KeyValuePair<ulong, long>[] sorted)
    {
        var tree = new RadixTree<long>();
        tree.Load(sorted);
        return tree;
    }

    private static RadixTree<long> Stored(ulong[] indices)
    {
        var tree = new RadixTree<long>();
        foreach (ulong index in indices) tree[index] = 1;
        return tree;
    }

    private static IDictionary<ulong, long> Filled(ulong[] indices, IDictionary<ulong, long> map)
    {
        foreach (ulong index in indices) map[index] = 1;
        return map;
    }

    private static IdAllocator AllTaken(int count, bool recycle)
    {
        var ids = new IdAllocator(new IdAllocatorOptions { RecycleNodes = recycle });
        for (int i = 0; i < count; i++) ids.TryAllocate(out _);
        return ids;
    }
}
