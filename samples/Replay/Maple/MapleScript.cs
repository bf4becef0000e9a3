using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Replay;

/// <summary>
/// What the writer does, over and over: a lap of two rounds of the recorded address space, and then changes to the routing table, all
/// of which are taken back by the end of the lap.
/// </summary>
/// <remarks>
/// Step 0 clears the address space, which may have been left by the lap before. Steps 1 to N are the recording. Then what it left is
/// unmapped piece by piece, shuffled, and the recording is played again into recycled nodes. Steps count on across laps, so a step number
/// names one moment of the whole run.
/// </remarks>
internal sealed class MapleScript
{
    /// <summary>How many routes one covering route covers.</summary>
    public const int Covered = 8;

    private const int RouteChanges = 20_000;
    private const int MostOutstanding = 256;

    private readonly List<MapleStep> _steps = [];
    private readonly List<int> _lines = [];
    private readonly SpaceRecording _recording;
    private readonly Route[] _routes;

    private MapleScript(SpaceRecording recording, Route[] routes)
    {
        _recording = recording;
        _routes = routes;
        Space = new RangeHistory<ulong>([]);
        Table = new RangeHistory<uint>(routes.Select(r => (r.First, r.Last, (ulong)r.Code)));
        Add(new MapleStep(MapleVerb.Clear, 0, ulong.MaxValue, 0, 0), 0);
        PlayRecording();
        FirstRoundEnd = _steps.Count - 1;
        Final = recording.Final ?? Merged(Space);
        RemoveShuffled();
        EmptyingEnd = _steps.Count - 1;
        PlayRecording();
        SecondRoundEnd = _steps.Count - 1;
        ChangeRoutes();
        Space.EndLap();
        Table.EndLap();
    }

    public SpaceRecording Recording => _recording;

    public ReadOnlySpan<Route> Routes => _routes;

    /// <summary>Which mappings and gaps there are in each state.</summary>
    public RangeHistory<ulong> Space { get; }

    /// <summary>Which routes and gaps there are in each state.</summary>
    public RangeHistory<uint> Table { get; }

    /// <summary>The recorded final state of the address space, or, where there is none, the state that the recording leads to.</summary>
    public IReadOnlyList<MappedRange> Final { get; }

    public int Operations => _recording.Operations.Count;

    public int FirstRoundEnd { get; }

    public int EmptyingEnd { get; }

    public int SecondRoundEnd { get; }

    public int Length => _steps.Count;

    public MapleStep this[int step] => _steps[step];

    /// <summary>Lays recording and table out as steps.</summary>
    /// <exception cref="InputException">A range is mapped where the kernel can have found no room; names the line.</exception>
    public static MapleScript Build(SpaceRecording recording, Route[] routes) => new(recording, routes);

    /// <summary>Whether the address space is to equal the final state after this step.</summary>
    public bool EndsRound(int step) => step == FirstRoundEnd || step == Length - 1;

    /// <summary>Says what a step of the run does, in the terms of the recording.</summary>
    public string Describe(long step)
    {
        long round = (step / Length * 2) + 1;
        int inLap = (int)(step % Length);
        MapleStep s = _steps[inLap];
        return inLap == 0 ? $"the clear before round {round}"
            : inLap <= FirstRoundEnd ? $"operation {inLap} (line {_lines[inLap]}) of round {round}"
            : inLap <= EmptyingEnd ? $"removal {inLap - FirstRoundEnd} after round {round}"
            : inLap <= SecondRoundEnd ? $"operation {inLap - EmptyingEnd} (line {_lines[inLap]}) of round {round + 1}"
            : $"route change {inLap - SecondRoundEnd} ({s.Verb} {s.First}-{s.Last}) of round {round + 1}";
    }

    private void PlayRecording()
    {
        foreach (SpaceOperation o in _recording.Operations)
        {
            bool mustBeFree = o.Verb is 'A' or 'I';
            RangeHistory<ulong>.Entry there = Space.Now[Space.IndexOf(o.First)].Entry;
            if (mustBeFree && (there.HasValue || there.Last < o.Last))
            {
                throw new InputException(_recording.Path, o.Line, $"maps {o.First:x} to {o.Last:x}, where something is mapped already");
            }

            MapleVerb verb = o.Verb switch
            {
                'A' => MapleVerb.Allocate,
                'I' => MapleVerb.Add,
                'M' => MapleVerb.Store,
                'U' => MapleVerb.Remove,
                _ => MapleVerb.Protect,
            };
            Add(new MapleStep(verb, o.First, o.Last, o.Kind, 0), o.Line);
        }
    }

    private void RemoveShuffled()
    {
        MapleStep[] removals =
        [
            .. Space.Now.Select(l => l.Entry).Where(e => e.HasValue)
                .Select(e => new MapleStep(MapleVerb.RemoveContaining, e.First, e.Last, Mapping.KindOf(e.Value), (int)Mapping.StepOf(e.Value))),
        ];
        var random = new RandomSource(1);
        for (int i = removals.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (removals[i], removals[other]) = (removals[other], removals[i]);
        }

        foreach (MapleStep removal in removals)
        {
            Add(removal, 0);
        }
    }

    private void ChangeRoutes()
    {
        var random = new RandomSource(2);
        var busy = new bool[_routes.Length];
        var outstanding = new Queue<MapleStep>();
        for (int i = 0; i < RouteChanges; i++)
        {
            int count = _routes.Length > Covered && random.Below(4) == 0 ? Covered : 1;
            int at = random.Below(_routes.Length - count + 1);
            if (!busy.AsSpan(at, count).Contains(true))
            {
                busy.AsSpan(at, count).Fill(true);
                MapleStep change = Change(count == 1 ? MapleVerb.Withdraw : MapleVerb.Cover, at, count);
                Add(change, 0);
                outstanding.Enqueue(change with { Verb = change.Verb == MapleVerb.Withdraw ? MapleVerb.Announce : MapleVerb.Uncover });
            }

            if (outstanding.Count > MostOutstanding)
            {
                TakeBack(outstanding, busy);
            }
        }

        while (outstanding.Count > 0)
        {
            TakeBack(outstanding, busy);
        }
    }

    private MapleStep Change(MapleVerb verb, int at, int count) =>
        new(verb, _routes[at].First, _routes[at + count - 1].Last, verb == MapleVerb.Cover ? (ushort)(at & 0xff) : _routes[at].Code, at);

    private void TakeBack(Queue<MapleStep> outstanding, bool[] busy)
    {
        MapleStep back = outstanding.Dequeue();
        Add(back, 0);
        busy.AsSpan(back.Origin, back.Verb == MapleVerb.Uncover ? Covered : 1).Clear();
    }

    /// <summary>Appends a step and does in the model what it does.</summary>
    private void Add(in MapleStep step, int line)
    {
        int number = _steps.Count;
        switch (step.Verb)
        {
            case MapleVerb.Clear or MapleVerb.Remove or MapleVerb.RemoveContaining:
                Space.Put(step.First, step.Last, 0, hasValue: false);
                break;
            case MapleVerb.Add or MapleVerb.Allocate or MapleVerb.Store:
                Space.Put(step.First, step.Last, Mapping.Of(step.Kind, number), hasValue: true);
                break;
            case MapleVerb.Protect:
                Protect(step, number);
                break;
            case MapleVerb.Withdraw:
                Table.Put((uint)step.First, (uint)step.Last, 0, hasValue: false);
                break;
            case MapleVerb.Announce or MapleVerb.Cover:
                Table.Put((uint)step.First, (uint)step.Last, step.Kind, hasValue: true);
                break;
            default:
                Table.Put((uint)step.First, (uint)step.Last, 0, hasValue: false);
                foreach (Route route in _routes.AsSpan(step.Origin, Covered))
                {
                    Table.Put(route.First, route.Last, route.Code, hasValue: true);
                }

                break;
        }

        _steps.Add(step);
        _lines.Add(line);
        Space.EndState();
        Table.EndState();
    }

    private void Protect(in MapleStep step, int number)
    {
        ulong next = step.First;
        while (true)
        {
            RangeHistory<ulong>.Entry entry = Space.Now[Space.IndexOf(next)].Entry;
            ulong end = ulong.Min(entry.Last, step.Last);
            if (entry.HasValue)
            {
                Space.Put(next, end, Mapping.Of(Mapping.Protect(Mapping.KindOf(entry.Value), step.Kind), number), hasValue: true);
            }

            if (end == step.Last)
            {
                return;
            }

            next = end + 1;
        }
    }

    private static List<MappedRange> Merged(RangeHistory<ulong> space)
    {
        var merged = new List<MappedRange>();
        foreach (RangeHistory<ulong>.Entry entry in space.Now.Select(l => l.Entry).Where(e => e.HasValue))
        {
            ushort kind = Mapping.KindOf(entry.Value);
            if (merged.Count > 0 && merged[^1].Kind == kind && merged[^1].Last + 1 == entry.First)
            {
                merged[^1] = merged[^1] with { Last = entry.Last };
            }
            else
            {
                merged.Add(new MappedRange(entry.First, entry.Last, kind));
            }
        }

        return merged;
    }
}
