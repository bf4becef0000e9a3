using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>One reader of the radix workload: what is at this index, what has this descriptor, now and then a walk over what is dirty, and any snapshot that waits to be verified.</summary>
internal sealed class RadixWorkloadReader(
    RadixWorkload workload, RadixChecker checker, SnapshotBox<RadixViews> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed)
    : WorkloadReader<RadixViews>(box, clock, log, tally, seed)
{
    private const int LongestScan = 256;

    private readonly RadixScript _script = workload.Script;
    private readonly List<KeyValuePair<ulong, long>> _seen = new(LongestScan);

    /// <summary>Compares all snapshots, entry by entry and tag by tag, with the one state that they show.</summary>
    public static void CheckViews(string when, RadixViews views, long state, RadixScript script, RadixChecker checker, MismatchLog log)
    {
        for (int file = 0; file < views.Maps.Length; file++)
        {
            RadixTreeSnapshot<long> map = views.Maps[file];
            checker.CheckWhole(when, file, dirty: false, [.. map.EnumerateRange(0, ulong.MaxValue)], map.LongCount, state, log);
            if (file != script.Descriptors)
            {
                checker.CheckWhole(when, file, dirty: true, [.. map.EnumerateTagged(RadixWorkload.DirtyTag)], map.CountTagged(RadixWorkload.DirtyTag), state, log);
            }
        }
    }

    protected override void Verify(RadixViews snapshot, long state)
    {
        CheckViews("in a snapshot", snapshot, state, _script, checker, Log);
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            int file = PickFile(out RadixStep near);
            int at = PickEntry(file, near);
            bool found = snapshot.Maps[file].TryGetValue(_script.Map(file).Firsts[at], out long value);
            Report(checker.CheckLookup(file, at, found, value, window));
        }
    }

    protected override void Lookup()
    {
        int file = PickFile(out RadixStep near);
        int at = PickEntry(file, near);
        ulong index = _script.Map(file).Firsts[at];
        ReadStart start = BeginRead();
        bool found = file == _script.Descriptors ? workload.Descriptors.TryGetValue(index, out long value) : workload.Files[file].TryGetValue(index, out value);
        Report(checker.CheckLookup(file, at, found, value, EndLookup(start)));
    }

    protected override void Scan()
    {
        int file = PickFile(out RadixStep near);
        ulong begin = _script.Map(file).Firsts[PickEntry(file, near)];
        ulong end = Random.Below(4) == 0 ? ulong.MaxValue : _script.Map(file).Firsts[PickEntry(file, near)];
        (ulong from, ulong to) = (ulong.Min(begin, end), ulong.Max(begin, end));
        bool dirty = file != _script.Descriptors && Random.Below(4) != 0;
        int room = 1 + Random.Below(LongestScan);
        _seen.Clear();
        ReadStart start = BeginRead();
        RadixView<long> view = file == _script.Descriptors ? workload.Descriptors.EnumerateRange(from, to)
            : dirty ? workload.Files[file].EnumerateTagged(RadixWorkload.DirtyTag, from, to)
            : workload.Files[file].EnumerateRange(from, to);
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

        Report(checker.CheckScan(file, dirty, from, to, _seen, EndScan(start)));
    }

    /// <summary>Half of the time the map that the writer is at, where a race would show.</summary>
    private int PickFile(out RadixStep near)
    {
        near = _script[PickStep(_script.Length)];
        return near.Verb == RadixVerb.Clear || Random.Below(4) == 0 ? _script.Descriptors : near.File;
    }

    /// <summary>The position of an entry: often the one that the writer changes.</summary>
    private int PickEntry(int file, in RadixStep near)
    {
        ReadOnlySpan<ulong> firsts = _script.Map(file).Firsts;
        int at = near.File == file && near.Verb is not (RadixVerb.WriteBack or RadixVerb.Clear) && Random.Below(2) == 0 ? firsts.BinarySearch(near.First) : -1;
        return at >= 0 ? at : Random.Below(firsts.Length);
    }
}
