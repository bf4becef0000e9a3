using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>Maps of ranges: look-ups, walks, stores inside a leaf and across many, gaps, memory.</summary>
internal sealed class MapleGroup : IQuickGroup
{
    private const int FragmentedRanges = 100_000;

    public string Name => "maple";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        string size = entries.ToString("N0", CultureInfo.InvariantCulture);
        long lookups = options.Smoke ? 100_000 : 1_000_000;
        var keys = new MapleWorkload(entries);
        yield return Timed($"lookup, single keys, {size}", lookups, options, new("MapleTree", keys.Lookup), new("BPlusTree", keys.BPlusLookup), new("MapleTree.GetMany, 100", keys.Many));
        yield return Whole($"iterate {size}", entries, options, new("MapleTree", keys.Iterate), new("BPlusTree", keys.BPlusIterate));
        yield return ContestRunner.Run(
            new Contest(Name, $"build {size}", [new("Load", keys.Load), new("Store, ascending", keys.StoreAscending)])
            { OperationsPerRound = entries, Batch = entries, WarmUpBatch = 1_000, CollectBeforeRounds = true },
            options.Rounds);
        yield return Timed($"snapshot of {size}", options.Smoke ? 10_000 : 200_000, options, new Contestant("Snapshot", keys.Snapshot));

        var routes = new RouteWorkload();
        yield return Timed($"lookup, IPv4 table, {routes.Ranges.ToString("N0", CultureInfo.InvariantCulture)}", lookups, options,
            new("MapleTree", routes.Tree), new("with the range", routes.TreeRange), new("GetMany, 100", routes.Many), new("CidrTable", routes.Blocks), new("arrays + ReaderWriterLockSlim", routes.Locked),
            new("SortedList, no lock", routes.List), new("ImmutableSortedDictionary + set", routes.Immutable));
        yield return new ThroughputContest(Name, "lookup, IPv4 table, 2 threads",
        [
            ("MapleTree", routes.Tree),
            ("arrays + ReaderWriterLockSlim", routes.Locked),
            ("SortedList, no lock", routes.List),
        ])
        { Threads = 2, Positions = routes.Addresses, RoundTime = options.RoundTime }.Run(options.Rounds);

        int ranges = options.Smoke ? 10_000 : FragmentedRanges;
        string many = ranges.ToString("N0", CultureInfo.InvariantCulture);
        var plain = new RangeWriteWorkload(ranges, trackGaps: false);
        var tracked = new RangeWriteWorkload(ranges, trackGaps: true);
        long writes = options.Writes / options.Rounds / 10;
        yield return Timed($"add + remove a range, {many}", writes, options, new("MapleTree", plain.AddRemove), new("gaps tracked", tracked.AddRemove));
        yield return Timed($"add + remove a range, {many}, peer", writes / 50, options, new("MapleTree", plain.AddRemove), new("arrays + ReaderWriterLockSlim", plain.LockedAddRemove));
        yield return Timed($"overwrite a range, {many}", writes, options, new("MapleTree", plain.Overwrite), new("gaps tracked", tracked.Overwrite));
        foreach (int covered in new[] { 3, 30, 300 })
        {
            yield return Timed($"store over {covered}, taken back", writes / (covered > 30 ? 100 : 10), options,
                new("one store", n => plain.Span(n, covered)), new("gaps tracked", n => tracked.Span(n, covered)), new("one by one", n => plain.SpanOneByOne(n, covered)));
            yield return Timed($"store over {covered}, peer", writes / 500, options, new("one store", n => plain.Span(n, covered)), new("arrays + ReaderWriterLockSlim, and back", n => plain.LockedSpan(n, covered)));
        }

        yield return Timed($"allocate among {many} gaps", writes, options,
            new("lookup", tracked.Lookup), new("find", tracked.FindGap), new("allocate", tracked.Allocate) { Undo = tracked.Free }, new("allocate + free", tracked.AllocateFree), new("lowest + free", tracked.AllocateLowest),
            new("store + free", tracked.StoreFree));
        yield return Timed($"allocate among {many} gaps, peer", writes / 50, options, new("allocate + free", tracked.AllocateFree), new("arrays + ReaderWriterLockSlim", tracked.LockedAllocateFree));
        yield return Memory(entries);
    }

    private IReadOnlyList<Result> Timed(string name, long operations, QuickOptions options, params Contestant[] contestants) =>
        ContestRunner.Run(new Contest(Name, name, contestants) { OperationsPerRound = Math.Max(operations, 1_000), Batch = 1_000, CollectBeforeRounds = true }, options.Rounds);

    private IReadOnlyList<Result> Whole(string name, int entries, QuickOptions options, params Contestant[] contestants) =>
        ContestRunner.Run(new Contest(Name, name, contestants) { OperationsPerRound = entries, Batch = entries, CollectBeforeRounds = true }, options.Rounds);

    private Result[] Memory(int entries)
    {
        (string Contestant, double Bytes)[] lines =
        [
            ("single keys, gaps tracked", MapleWorkload.Memory(entries, sideBySide: false, trackGaps: true)),
            ("single keys", MapleWorkload.Memory(entries, sideBySide: false, trackGaps: false)),
            ("side by side, gaps tracked", MapleWorkload.Memory(entries, sideBySide: true, trackGaps: true)),
            ("side by side", MapleWorkload.Memory(entries, sideBySide: true, trackGaps: false)),
        ];
        return [.. lines.Select((line, i) => new Result(Name, string.Create(CultureInfo.InvariantCulture, $"bytes an entry, {entries:N0} in random order"), line.Contestant)
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
}
