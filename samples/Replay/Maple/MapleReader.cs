using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent.Replay;

/// <summary>One reader of the maple workload: what is mapped here, which route is this address on, now and then a walk, and any snapshot that waits to be verified.</summary>
internal sealed class MapleReader : IWorkloadReader
{
    private const int LookupsPerScan = 64;
    private const int LookupsPerSnapshot = 64;
    private const int NearSteps = 64;
    private const int LongestScan = 64;

    private readonly MapleWorkload _workload;
    private readonly MapleScript _script;
    private readonly MapleChecker _checker;
    private readonly SnapshotBox<MapleViews> _box;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly ReaderTally _tally;
    private readonly List<RangeEntry<ulong, ulong>> _seen = new(16_384);
    private RandomSource _random;
    private int _untilScan = LookupsPerScan;

    public MapleReader(
        MapleWorkload workload, MapleChecker checker, SnapshotBox<MapleViews> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed)
    {
        _workload = workload;
        _script = workload.Script;
        _checker = checker;
        _box = box;
        _clock = clock;
        _log = log;
        _tally = tally;
        _random = new RandomSource(seed);
    }

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

    public void Step()
    {
        VerifyPendingSnapshot();
        if (_untilScan-- > 0)
        {
            Lookup();
        }
        else
        {
            _untilScan = LookupsPerScan;
            Scan();
        }
    }

    public void VerifyPendingSnapshot()
    {
        if (!_box.TryTake(out MapleViews? views, out long state))
        {
            return;
        }

        CheckViews("in a snapshot", views, state, _script, _checker, _log);
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            ulong address = PickAddress();
            views.Space.TryGetRange(address, out RangeEntry<ulong, ulong> mapping);
            _log.Report(_checker.CheckSpace("look-up in a snapshot of", address, mapping, window));
            uint at = PickRoute();
            views.Table.TryGetRange(at, out RangeEntry<uint, ushort> route);
            _log.Report(_checker.CheckRoute("look-up in a snapshot of route", at, route, window));
        }

        _box.Release();
        _tally.CountSnapshot();
    }

    private void Lookup()
    {
        bool inTable = (_random.Next() & 1) != 0;
        ulong address = inTable ? PickRoute() : PickAddress();
        RangeEntry<ulong, ulong> mapping = default;
        RangeEntry<uint, ushort> route = default;
        long first = _clock.Applied;
        long begun = Stopwatch.GetTimestamp();
        if (inTable)
        {
            _workload.Table.TryGetRange((uint)address, out route);
        }
        else
        {
            _workload.Space.TryGetRange(address, out mapping);
        }

        long ticks = Stopwatch.GetTimestamp() - begun;
        var window = new StateWindow(first, _clock.SampleStarted());
        _log.Report(inTable ? _checker.CheckRoute("look-up of route", (uint)address, route, window) : _checker.CheckSpace("look-up of", address, mapping, window));
        _tally.CountLookup(ticks);
    }

    private void Scan()
    {
        ulong from = PickAddress();
        ulong to = PickAddress();
        bool all = _random.Below(64) == 0;
        var scan = new MapleScan(all ? 0 : ulong.Min(from, to), all ? ulong.MaxValue : ulong.Max(from, to), (_random.Next() & 1) != 0);
        _seen.Clear();
        int room = all ? _seen.Capacity : 1 + _random.Below(LongestScan);
        long first = _clock.Applied;
        RangeView<ulong, ulong> view = scan.Descending
            ? _workload.Space.EnumerateDescending(scan.First, scan.Last, gaps: true)
            : _workload.Space.EnumerateRange(scan.First, scan.Last, gaps: true);
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

        var window = new StateWindow(first, _clock.SampleStarted());
        _log.Report(_checker.CheckScan(scan, _seen, window));
        _tally.CountScan();
    }

    /// <summary>Half of the time near the operation that the writer is at, where a race would show: at a border of what it changes, or inside.</summary>
    private ulong PickAddress()
    {
        MapleStep step = PickStep();
        if (step.IsRouting || step.Verb == MapleVerb.Clear)
        {
            step = _script[1 + _random.Below(_script.Operations)];
        }

        return _random.Below(8) switch
        {
            0 => step.First,
            1 => step.Last,
            2 => unchecked(step.Last + 1),
            3 => unchecked(step.First - 1),
            4 when _random.Below(64) == 0 => _random.Next(),
            _ => step.First + _random.Below(step.Last - step.First + 1),
        };
    }

    private uint PickRoute()
    {
        MapleStep step = PickStep();
        Route route = _script.Routes[_random.Below(_script.Routes.Length)];
        uint first = step.IsRouting ? (uint)step.First : route.First;
        uint last = step.IsRouting ? (uint)step.Last : route.Last;
        return _random.Below(8) switch
        {
            0 => first,
            1 => last,
            2 => unchecked(last + 1),
            3 => unchecked(first - 1),
            4 when _random.Below(64) == 0 => (uint)_random.Next(),
            _ => first + (uint)_random.Below((ulong)(last - first) + 1),
        };
    }

    private MapleStep PickStep()
    {
        ulong choice = _random.Next();
        if ((choice & 1) == 0)
        {
            return _script[_random.Below(_script.Length)];
        }

        long near = _clock.Applied + ((long)(choice >> 32) % NearSteps) - (NearSteps / 4);
        return _script[(int)(long.Max(near, 0) % _script.Length)];
    }
}
