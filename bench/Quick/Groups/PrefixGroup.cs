using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>Keys of bytes and text: look-ups, misses, longest prefixes, prefix scans, writes, memory.</summary>
internal sealed class PrefixGroup : IQuickGroup
{
    public string Name => "prefix";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        long lookups = options.Smoke ? 50_000 : 1_000_000;
        long writes = options.Writes / options.Rounds / 10;
        foreach (PrefixShape shape in Enum.GetValues<PrefixShape>())
        {
            var map = new PrefixWorkload(shape, options.Entries[0]);
            string name = string.Create(CultureInfo.InvariantCulture, $"{PrefixKeys.Name(shape)}, {map.Entries:N0}");
            List<Contestant> hits = [new("PrefixTree, bytes", map.Lookup), new("PrefixTree.GetMany, 64", map.Many), new("ConcurrentDictionary", map.ConcurrentLookup), new("SortedDictionary + Lock", map.LockedLookup), new("BPlusTree", map.BPlusLookup)];
            List<Contestant> misses = [new("PrefixTree, bytes", map.Miss), new("ConcurrentDictionary", map.ConcurrentMiss), new("SortedDictionary + Lock", map.LockedMiss), new("BPlusTree", map.BPlusMiss)];
            if (map.HasTexts)
            {
                hits.Insert(0, new("PrefixTree", map.LookupText));
                misses.Insert(0, new("PrefixTree", map.MissText));
            }

            yield return Timed($"lookup {name}", lookups, options, [.. hits]);
            yield return Timed($"miss {name}", lookups, options, [.. misses]);
            yield return ContestRunner.Run(
                new Contest(Name, $"insert {name}", [new("PrefixTree", map.Insert), new("ConcurrentDictionary", map.ConcurrentInsert), new("SortedDictionary + Lock", map.LockedInsert), new("BPlusTree", map.BPlusInsert), new("PrefixTree.Load, sorted", map.Load)])
                { OperationsPerRound = map.Entries, Batch = map.Entries, WarmUpBatch = 1_000, CollectBeforeRounds = true },
                options.Rounds);
            yield return Timed($"remove + insert {name}", writes, options,
                new("PrefixTree", map.RemoveInsert), new("ConcurrentDictionary", map.ConcurrentRemoveInsert), new("SortedDictionary + Lock", map.LockedRemoveInsert), new("BPlusTree", map.BPlusRemoveInsert));

            var scans = new PrefixScanWorkload(shape, options.Entries[0]);
            yield return Timed($"longest prefix {name}", lookups, options, new("PrefixTree", scans.Longest), new("ConcurrentDictionary, shorter and shorter", scans.ConcurrentLongest));
            yield return Timed(string.Create(CultureInfo.InvariantCulture, $"prefix scan of {scans.PerScan:F0}, {name}"), Math.Max((long)(lookups / Math.Max(scans.PerScan, 1)), 1_000), options,
                new("PrefixTree", scans.Scan), new("PrefixTree.CountPrefix", scans.Count), new("BPlusTree", scans.BPlusScan), new("sorted array, no lock", scans.ArrayScan));
            yield return Memory(shape, options.Entries[0]);
        }
    }

    private IReadOnlyList<Result> Timed(string name, long operations, QuickOptions options, params Contestant[] contestants) =>
        ContestRunner.Run(new Contest(Name, name, contestants) { OperationsPerRound = Math.Max(operations, 1_000), Batch = 1_000, CollectBeforeRounds = true }, options.Rounds);

    /// <summary>With the keys themselves: the maps of strings keep strings, the tree keeps bytes.</summary>
    private Result[] Memory(PrefixShape shape, int entries)
    {
        string[] keys = PrefixKeys.Of(shape, entries);
        var sorted = Array.ConvertAll(keys, key => KeyValuePair.Create((ReadOnlyMemory<byte>)PrefixKeys.Bytes(shape, key), 1L));
        Array.Sort(sorted, static (left, right) => left.Key.Span.SequenceCompareTo(right.Key.Span));
        (string Contestant, double Bytes)[] lines =
        [
            ("PrefixTree, random order", Measure(() => { var tree = new PrefixTree<long>(); foreach (string key in keys) tree[PrefixKeys.Bytes(shape, key)] = 1; return tree; })),
            ("PrefixTree.Load", Measure(() => { var tree = new PrefixTree<long>(); tree.Load(sorted); return tree; })),
            ("ConcurrentDictionary", Measure(() => { var map = new ConcurrentDictionary<string, long>(StringComparer.Ordinal); foreach (string key in keys) map[Copy(key)] = 1; return map; })),
            ("SortedDictionary", Measure(() => { var map = new LockedSortedDictionary<string, long>(StringComparer.Ordinal); foreach (string key in keys) map.Set(Copy(key), 1); return map; })),
            ("BPlusTree", Measure(() => { var map = PrefixWorkload.NewBPlusTree(); foreach (string key in keys) map[Copy(key)] = 1; return map; })),
        ];
        return [.. lines.Select((line, i) => new Result(Name, string.Create(CultureInfo.InvariantCulture, $"bytes an entry, {PrefixKeys.Name(shape)}, {keys.Length:N0}"), line.Contestant)
        {
            Unit = "B",
            Median = line.Bytes,
            Rounds = [line.Bytes],
            FirstIsBetterBy = i == 0 ? null : line.Bytes / lines[0].Bytes,
            Operations = keys.Length,
            ProcessBytesPerOperation = line.Bytes,
            Collections = 0,
            Gen2Collections = 0,
            PauseMilliseconds = 0,
        })];

        static string Copy(string key) => new(key.AsSpan());
        double Measure(Func<object> build) => RadixWorkload.Measure(keys.Length, build);
    }
}
