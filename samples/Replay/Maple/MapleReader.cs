using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>One reader of the maple workload: what is mapped here, which route is this address on, now and then a walk, and any snapshot that waits to be verified.</summary>
internal sealed class MapleReader(
    MapleWorkload workload, MapleChecker checker, SnapshotBox<MapleViews> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed)
    : WorkloadReader<MapleViews>(box, clock, log, tally, seed)
{
    private const int LongestScan = 64;

    private readonly MapleScript _script = workload.Script;
    private readonly List<RangeEntry<ulong, ulong>> _seen = new(16_384);

    /// <summary>Compares both snapshots, range by range, with the one state that they show.</summary>
    public static void CheckViews(string when, MapleViews views, long state, MapleScript script, MapleChecker checker, MismatchLog log)
    {
        var window = new StateWindow(state, state);
        bool complete = false;
        ulong next = 0;
        foreach (RangeEntry<ulong, ulong> range in views.Space.EnumerateRange(0, ulong.MaxValue, gaps: true))
        {
            // Each piece was there in that state, and none is missing between two.
            Mismatch? wrong = complete || range.First != next
                ? new Mismatch($"address space {when}", $"a range that begins at {next:x}", checker.Show(range), checker.Describe(window))
                : checker.CheckSpace(when, range.First, range, window);
            log.Report(wrong);
            if (wrong is not null)
            {
                return;
            }

            complete = range.Last == ulong.MaxValue;
            next = range.Last + 1;
        }

        ulong route = 0;
        foreach (RangeEntry<uint, ushort> range in views.Table.EnumerateRange(0, uint.MaxValue, gaps: true))
        {
            Mismatch? wrong = range.First != route
                ? new Mismatch($"routes {when}", $"a range that begins at {route}", MapleChecker.Show(range), checker.Describe(window))
                : checker.CheckRoute(when, range.First, range, window);
            log.Report(wrong);
            if (wrong is not null)
            {
                return;
            }

            route = range.Last + 1UL;
        }

        if (!complete || route != 1UL << 32)
        {
            log.Report(new Mismatch($"snapshots {when}", "all keys", $"the end at {next:x} and {route}", checker.Describe(window)));
        }

        int mappings = script.Space.CountAt(state);
        int routes = script.Table.CountAt(state);
        if (views.Space.Count != mappings || views.Table.Count != routes)
        {
            log.Report(new Mismatch($"counts {when}", $"{mappings} and {routes}", $"{views.Space.Count} and {views.Table.Count}", checker.Describe(window)));
        }
    }

    protected override void Verify(MapleViews snapshot, long state)
    {
        CheckViews("in a snapshot", snapshot, state, _script, checker, Log);
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            ulong address = PickAddress();
            snapshot.Space.TryGetRange(address, out RangeEntry<ulong, ulong> mapping);
            Report(checker.CheckSpace("look-up in a snapshot of", address, mapping, window));
            uint at = PickRoute();
            snapshot.Table.TryGetRange(at, out RangeEntry<uint, ushort> route);
            Report(checker.CheckRoute("look-up in a snapshot of route", at, route, window));
        }
    }

    protected override void Lookup()
    {
        bool inTable = (Random.Next() & 1) != 0;
        ulong address = inTable ? PickRoute() : PickAddress();
        RangeEntry<ulong, ulong> mapping = default;
        RangeEntry<uint, ushort> route = default;
        ReadStart start = BeginRead();
        if (inTable)
        {
            workload.Table.TryGetRange((uint)address, out route);
        }
        else
        {
            workload.Space.TryGetRange(address, out mapping);
        }

        StateWindow window = EndLookup(start);
        Report(inTable ? checker.CheckRoute("look-up of route", (uint)address, route, window) : checker.CheckSpace("look-up of", address, mapping, window));
    }

    protected override void Scan()
    {
        ulong from = PickAddress();
        ulong to = PickAddress();
        bool all = Random.Below(64) == 0;
        var scan = new MapleScan(all ? 0 : ulong.Min(from, to), all ? ulong.MaxValue : ulong.Max(from, to), (Random.Next() & 1) != 0);
        _seen.Clear();
        int room = all ? _seen.Capacity : 1 + Random.Below(LongestScan);
        ReadStart start = BeginRead();
        RangeView<ulong, ulong> view = scan.Descending
            ? workload.Space.EnumerateDescending(scan.First, scan.Last, gaps: true)
            : workload.Space.EnumerateRange(scan.First, scan.Last, gaps: true);
        foreach (RangeEntry<ulong, ulong> range in view)
        {
            _seen.Add(range);
            if (--room == 0)
            {
                // Broken off: what was asked for is then only what was reached.
                scan = scan.Descending ? scan with { First = ulong.Max(scan.First, range.First) } : scan with { Last = ulong.Min(scan.Last, range.Last) };
                break;
            }
        }

        Report(checker.CheckScan(scan, _seen, EndScan(start)));
    }

    /// <summary>Half of the time near the operation that the writer is at, where a race would show: at a border of what it changes, or inside.</summary>
    private ulong PickAddress()
    {
        MapleStep step = PickStep();
        if (step.IsRouting || step.Verb == MapleVerb.Clear)
        {
            step = _script[1 + Random.Below(_script.Operations)];
        }

        return Random.Below(8) switch
        {
            0 => step.First,
            1 => step.Last,
            2 => unchecked(step.Last + 1),
            3 => unchecked(step.First - 1),
            4 when Random.Below(64) == 0 => Random.Next(),
            _ => step.First + Random.Below(step.Last - step.First + 1),
        };
    }

    private uint PickRoute()
    {
        MapleStep step = PickStep();
        Route route = _script.Routes[Random.Below(_script.Routes.Length)];
        uint first = step.IsRouting ? (uint)step.First : route.First;
        uint last = step.IsRouting ? (uint)step.Last : route.Last;
        return Random.Below(8) switch
        {
            0 => first,
            1 => last,
            2 => unchecked(last + 1),
            3 => unchecked(first - 1),
            4 when Random.Below(64) == 0 => (uint)Random.Next(),
            _ => first + (uint)Random.Below((ulong)(last - first) + 1),
        };
    }

    private MapleStep PickStep() => _script[PickStep(_script.Length)];
}
