using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>An address space and a routing table, each a map of ranges: what is mapped here, and from where to where; which route is this address on.</summary>
internal sealed class MapleWorkload : IWorkload, IDisposable
{
    private readonly MapleScript _script;
    private readonly MapleChecker _checker;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly SnapshotBox<MapleViews> _box = new();

    public MapleWorkload(SpaceRecording recording, Route[] routes, StepClock clock, MismatchLog log)
    {
        _script = MapleScript.Build(recording, routes);
        _checker = new MapleChecker(_script);
        _clock = clock;
        _log = log;

        // A domain of its own: the statistics are then of this run alone.
        Domain = new RcuDomain();
        Space = new MapleTree<ulong, ulong>(new MapleTreeOptions<ulong, ulong> { Domain = Domain, TrackGaps = true });
        Table = new MapleTree<uint, ushort>(new MapleTreeOptions<uint, ushort> { Domain = Domain });
        Table.Load(routes.Select(r => new RangeEntry<uint, ushort>(r.First, r.Last, r.Code)));
    }

    public string Title => $"{System.IO.Path.GetFileName(_script.Recording.Path)}: {_script.Operations:N0} operations on an address space, {_script.Final.Count:N0} ranges at the end "
        + (_script.Recording.Final is null ? "(derived)" : "(recorded)")
        + $"; {_script.Length - 1 - _script.SecondRoundEnd:N0} changes to {_script.Routes.Length:N0} routes";

    /// <summary>The address space under test; tests put wrong ranges in it to see that they are found.</summary>
    public MapleTree<ulong, ulong> Space { get; }

    /// <summary>The routing table under test.</summary>
    public MapleTree<uint, ushort> Table { get; }

    public MapleScript Script => _script;

    public int OperationsPerRound => _script.Operations;

    public RcuDomain Domain { get; }

    public long SnapshotsTaken { get; private set; }

    public RunPhase PhaseOf(long step)
    {
        long inLap = step % _script.Length;
        return inLap <= _script.FirstRoundEnd || inLap > _script.SecondRoundEnd ? RunPhase.WithSnapshots
            : inLap <= _script.EmptyingEnd ? RunPhase.Settling
            : RunPhase.Quiet;
    }

    public bool EndsRound(long step) => _script.EndsRound((int)(step % _script.Length));

    public void Apply(long step)
    {
        MapleStep s = _script[(int)(step % _script.Length)];
        if (s.IsRouting)
        {
            Route(s, step);
        }
        else
        {
            Map(s, step);
        }
    }

    public void OfferSnapshot(long state)
    {
        CheckCount("Count of mappings", _script.Space.CountAt(state), Space.Count, state);
        CheckCount("Count of routes", _script.Table.CountAt(state), Table.Count, state);
        if (_box.IsEmpty)
        {
            _box.Put(new MapleViews(Space.Snapshot(), Table.Snapshot()), state);
            SnapshotsTaken++;
        }
    }

    public void CheckRound(long state)
    {
        var now = new MapleViews(Space.Snapshot(), Table.Snapshot());
        CheckFinal("the map at the end of a round", state, Space);
        CheckFinal("a snapshot at the end of a round", state, now.Space);
        MapleReader.CheckViews("at the end of a round", now, state, _script, _checker, _log);
    }

    public IWorkloadReader CreateReader(ReaderTally tally, ulong seed) => new MapleReader(this, _checker, _box, _clock, _log, tally, seed);

    public void Dispose() => Domain.Dispose();

    private void Map(in MapleStep s, long step)
    {
        ulong value = Mapping.Of(s.Kind, step);
        switch (s.Verb)
        {
            case MapleVerb.Clear:
                Space.Clear();
                break;
            case MapleVerb.Add:
                Require(Space.TryAddRange(s.First, s.Last, value), step, "TryAddRange");
                break;
            case MapleVerb.Allocate:
                // The recording is an oracle for the search: the kernel chose this very gap.
                bool found = Space.TryAllocateHighest(s.Last - s.First + 1, value, out ulong first, windowLast: _script.Recording.GapLast);
                if (!found || first != s.First)
                {
                    Report(step, "TryAllocateHighest", $"{s.First:x}", found ? $"{first:x}" : "nothing");
                }

                break;
            case MapleVerb.Store:
                Space.StoreRange(s.First, s.Last, value);
                break;
            case MapleVerb.Remove:
                Space.RemoveRange(s.First, s.Last);
                break;
            case MapleVerb.RemoveContaining:
                ulong expected = Mapping.Of(s.Kind, step - (step % _script.Length) + s.Origin);
                if (!Space.TryRemoveContaining(s.First, out RangeEntry<ulong, ulong> removed) || removed != new RangeEntry<ulong, ulong>(s.First, s.Last, expected))
                {
                    Report(step, "TryRemoveContaining", _checker.Show(new RangeEntry<ulong, ulong>(s.First, s.Last, expected)), _checker.Show(removed));
                }

                break;
            default:
                Protect(s, step);
                break;
        }
    }

    /// <summary>Changes what is mapped in a range: for readers all of it at once.</summary>
    private void Protect(in MapleStep s, long step)
    {
        using MapleTree<ulong, ulong>.Batch batch = Space.BeginBatch();
        foreach (RangeEntry<ulong, ulong> part in batch.EnumerateRange(s.First, s.Last))
        {
            ushort kind = Mapping.Protect(Mapping.KindOf(part.Value), s.Kind);
            batch.StoreRange(ulong.Max(part.First, s.First), ulong.Min(part.Last, s.Last), Mapping.Of(kind, step));
        }

        batch.Commit();
    }

    private void Route(in MapleStep s, long step)
    {
        uint first = (uint)s.First;
        uint last = (uint)s.Last;
        switch (s.Verb)
        {
            case MapleVerb.Withdraw:
                Require(Table.RemoveRange(first, last), step, "RemoveRange");
                break;
            case MapleVerb.Announce:
                Require(Table.TryAddRange(first, last, s.Kind), step, "TryAddRange");
                break;
            case MapleVerb.Cover:
                Table.StoreRange(first, last, s.Kind);
                break;
            default:
                using (MapleTree<uint, ushort>.Batch batch = Table.BeginBatch())
                {
                    batch.RemoveRange(first, last);
                    foreach (Route route in _script.Routes.Slice(s.Origin, MapleScript.Covered))
                    {
                        batch.StoreRange(route.First, route.Last, route.Code);
                    }

                    batch.Commit();
                }

                break;
        }
    }

    private void CheckFinal(string what, long state, IEnumerable<RangeEntry<ulong, ulong>> ranges)
    {
        int next = 0;
        var merged = default(MappedRange);
        bool begun = false;
        foreach (RangeEntry<ulong, ulong> range in ranges)
        {
            ushort kind = Mapping.KindOf(range.Value);
            if (begun && merged.Kind == kind && merged.Last + 1 == range.First)
            {
                merged = merged with { Last = range.Last };
                continue;
            }

            if (begun && !Accept(merged))
            {
                return;
            }

            merged = new MappedRange(range.First, range.Last, kind);
            begun = true;
        }

        if ((!begun || Accept(merged)) && next < _script.Final.Count)
        {
            Fail($"{Show(_script.Final[next])}, as recorded", $"the end after {next} ranges");
        }

        bool Accept(in MappedRange it)
        {
            bool right = next < _script.Final.Count && _script.Final[next] == it;
            if (!right)
            {
                Fail(next < _script.Final.Count ? $"{Show(_script.Final[next])}, as recorded" : $"{_script.Final.Count} ranges, as recorded", Show(it));
            }

            next++;
            return right;
        }

        void Fail(string expected, string seen) => _log.Report(new Mismatch(what, expected, seen, _checker.Describe(new StateWindow(state, state))));
        static string Show(in MappedRange range) => $"{range.First:x} {range.Last:x} {Mapping.Show(range.Kind)}";
    }

    private void CheckCount(string what, int expected, int seen, long state)
    {
        if (expected != seen)
        {
            _log.Report(new Mismatch(what, $"{expected}", $"{seen}", _checker.Describe(new StateWindow(state, state))));
        }
    }

    private void Require(bool done, long step, string what)
    {
        if (!done)
        {
            Report(step, what, "true", "false");
        }
    }

    private void Report(long step, string what, string expected, string seen)
    {
        MapleStep s = _script[(int)(step % _script.Length)];
        string range = s.IsRouting ? $"{s.First}, {s.Last}" : $"{s.First:x}, {s.Last:x}";
        _log.Report(new Mismatch($"{what}({range})", expected, seen, _script.Describe(step)));
    }
}
