using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent.Replay;

/// <summary>One reader of the radix workload: what is at this index, what has this descriptor, now and then a walk over what is dirty, and any snapshot that waits to be verified.</summary>
internal sealed class RadixWorkloadReader : IWorkloadReader
{
    private const int LookupsPerScan = 64;
    private const int LookupsPerSnapshot = 64;
    private const int NearSteps = 64;
    private const int LongestScan = 256;

    private readonly RadixWorkload _workload;
    private readonly RadixScript _script;
    private readonly RadixChecker _checker;
    private readonly SnapshotBox<RadixViews> _box;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly ReaderTally _tally;
    private readonly List<KeyValuePair<ulong, long>> _seen = new(LongestScan);
    private RandomSource _random;
    private int _untilScan = LookupsPerScan;

    public RadixWorkloadReader(
        RadixWorkload workload, RadixChecker checker, SnapshotBox<RadixViews> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed)
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

    /// <summary>Compares all snapshots, entry by entry and tag by tag, with the one state that they show.</summary>
    public static void CheckViews(string when, RadixViews views, long state, RadixScript script, RadixChecker checker, MismatchLog log)
    {
        for (int file = 0; file < views.Maps.Length; file++)
        {
            RadixTreeSnapshot<long> map = views.Maps[file];
            CheckAll(when, file, dirty: false, map.EnumerateRange(0, ulong.MaxValue), map.LongCount, state, script, checker, log);
            if (file != script.Descriptors)
            {
                CheckAll(when, file, dirty: true, map.EnumerateTagged(RadixWorkload.DirtyTag), map.CountTagged(RadixWorkload.DirtyTag), state, script, checker, log);
            }
        }
    }

    /// <summary>Compares a walk over a map that nobody writes to with a state.</summary>
    public static void CheckAll(
        string when, int file, bool dirty, RadixView<long> view, long count, long state, RadixScript script, RadixChecker checker, MismatchLog log)
    {
        var window = new StateWindow(state, state);
        List<KeyValuePair<ulong, long>> all = [.. view];
        log.Report(checker.CheckScan(file, dirty, 0, ulong.MaxValue, all, window));
        int expected = script.Map(file).CountAt(state, dirty);
        if (all.Count != expected || count != expected)
        {
            log.Report(new Mismatch($"{(dirty ? "dirty entries" : "entries")} of {script.Name(file)} {when}", $"{expected}", $"{all.Count}, and a count of {count}", checker.Describe(window)));
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
        if (!_box.TryTake(out RadixViews? views, out long state))
        {
            return;
        }

        CheckViews("in a snapshot", views, state, _script, _checker, _log);
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            int file = PickFile(out RadixStep near);
            int at = PickEntry(file, near);
            bool found = views.Maps[file].TryGetValue(_script.Map(file).Firsts[at], out long value);
            _log.Report(_checker.CheckLookup(file, at, found, value, window));
        }

        _box.Release();
        _tally.CountSnapshot();
    }

    private void Lookup()
    {
        int file = PickFile(out RadixStep near);
        int at = PickEntry(file, near);
        ulong index = _script.Map(file).Firsts[at];
        long first = _clock.Applied;
        long begun = Stopwatch.GetTimestamp();
        bool found = file == _script.Descriptors ? _workload.Descriptors.TryGetValue(index, out long value) : _workload.Files[file].TryGetValue(index, out value);
        long ticks = Stopwatch.GetTimestamp() - begun;
        _log.Report(_checker.CheckLookup(file, at, found, value, new StateWindow(first, _clock.SampleStarted())));
        _tally.CountLookup(ticks);
    }

    private void Scan()
    {
        int file = PickFile(out RadixStep near);
        ulong begin = _script.Map(file).Firsts[PickEntry(file, near)];
        ulong end = _random.Below(4) == 0 ? ulong.MaxValue : _script.Map(file).Firsts[PickEntry(file, near)];
        (ulong from, ulong to) = (ulong.Min(begin, end), ulong.Max(begin, end));
        bool dirty = file != _script.Descriptors && _random.Below(4) != 0;
        int room = 1 + _random.Below(LongestScan);
        _seen.Clear();
        long first = _clock.Applied;
        RadixView<long> view = file == _script.Descriptors ? _workload.Descriptors.EnumerateRange(from, to)
            : dirty ? _workload.Files[file].EnumerateTagged(RadixWorkload.DirtyTag, from, to)
            : _workload.Files[file].EnumerateRange(from, to);
        foreach (KeyValuePair<ulong, long> entry in view)
        {
            if (entry.Key < from)
            {
                continue; // a folio that only reaches into the window
            }

            _seen.Add(entry);
            if (--room == 0)
            {
                to = entry.Key; // broken off: what was asked for is then only what was reached
                break;
            }
        }

        var window = new StateWindow(first, _clock.SampleStarted());
        _log.Report(_checker.CheckScan(file, dirty, from, to, _seen, window));
        _tally.CountScan();
    }

    /// <summary>Half of the time the map that the writer is at, where a race would show.</summary>
    private int PickFile(out RadixStep near)
    {
        ulong choice = _random.Next();
        long step = (choice & 1) == 0
            ? _random.Below(_script.Length)
            : long.Max(_clock.Applied + ((long)(choice >> 32) % NearSteps) - (NearSteps / 4), 0) % _script.Length;
        near = _script[(int)step];
        return near.Verb == RadixVerb.Clear || (choice & 6) == 0 ? _script.Descriptors : near.File;
    }

    /// <summary>The position of an entry: often the one that the writer changes.</summary>
    private int PickEntry(int file, in RadixStep near)
    {
        ReadOnlySpan<ulong> firsts = _script.Map(file).Firsts;
        int at = near.File == file && near.Verb is not (RadixVerb.WriteBack or RadixVerb.Clear) && _random.Below(2) == 0 ? firsts.BinarySearch(near.First) : -1;
        return at >= 0 ? at : _random.Below(firsts.Length);
    }
}
