using System;
using System.Collections.Generic;
using System.Linq;
using Exploration.Linearizability;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Up to four threads that make recorded calls of a tree of their own, in short episodes that begin at one instant; after each, one of them looks for an order of the calls that explains the answers.</summary>
internal sealed class HistoryGroup
{
    internal const int MostMembers = 4;

    /// <summary>Keys of which each has a history of its own, among <see cref="WideKeys"/> others that are written and not recorded.</summary>
    private const int HotKeys = 20;
    private const int WideKeys = 160;
    private const int HotDistance = WideKeys / HotKeys;
    private const int CallsByKey = 150;

    /// <summary>Keys of the small tree, whose calls are one history.</summary>
    private const int SmallKeys = 12;
    private const int CallsOfAll = 12;

    private static readonly MapVerb[] KeyVerbs = [MapVerb.TryAdd, MapVerb.Set, MapVerb.CompareAndSet, MapVerb.CompareAndSet, MapVerb.CompareAndSet, MapVerb.TryRemove, MapVerb.TryGet];
    private static readonly MapVerb[] CommonVerbs =
    [
        MapVerb.TryAdd, MapVerb.TryAdd, MapVerb.Set, MapVerb.TryRemove, MapVerb.TryRemove, MapVerb.TryGet, MapVerb.CompareAndSet, MapVerb.RemoveFirst, MapVerb.RemoveLast, MapVerb.RemoveRange, MapVerb.Range,
    ];

    private static readonly MapVerb[] NearVerbs = [MapVerb.Floor, MapVerb.Ceiling, MapVerb.Lower, MapVerb.Higher, MapVerb.First, MapVerb.Last];

    private readonly Action<Worker, string, string> report;
    private readonly RecordedTree wide;
    private readonly RecordedTree small;
    private readonly MapVerb[] verbs;
    private readonly Meeting meeting;
    private readonly CallLog[] logs;
    private readonly KeySpace keys;
    private Dictionary<long, long> initial = [];
    private long episode;

    internal HistoryGroup(IStressTree wide, IStressTree small, KeySpace keys, int members, Action<Worker, string, string> report)
    {
        this.wide = new RecordedTree(wide, keys);
        this.small = new RecordedTree(small, keys);
        this.keys = keys;
        this.report = report;
        verbs = [.. CommonVerbs, .. small.HasLinearizableNeighbours ? NearVerbs : [], .. small is IGapReads ? [MapVerb.Gap, MapVerb.Gap, MapVerb.Gap] : Array.Empty<MapVerb>()];
        meeting = new Meeting(members);
        logs = new CallLog[members];
        for (int i = 0; i < members; i++) logs[i] = new CallLog(CallsByKey + 1);
    }

    private bool IsByKey => (episode & 1) == 0;

    /// <summary>One episode of one member.</summary>
    internal void Step(Worker worker, int seat)
    {
        if (meeting.IsBroken)
        {
            worker.Pause(50);
            return;
        }

        try
        {
            CallLog log = logs[seat];
            if (!meeting.Join(worker)) return;
            log.Clear(); // not before: until all are here, the logs of the last episode are being looked at
            if (IsByKey) CallByKey(worker, seat, log);
            else CallAll(worker, seat, log);
            if (!meeting.Join(worker)) return;
            if (seat == 0) Check(worker);
            worker.Count("calls", log.Count);
        }
        catch
        {
            meeting.Break();
            throw;
        }
    }

    private static long Version(Worker worker, int seat, int call) => (((worker.Steps * CallsByKey) + call) * MostMembers) + seat + 1;

    private void CallByKey(Worker worker, int seat, CallLog log)
    {
        for (int i = 0; i < CallsByKey; i++)
        {
            int hot = worker.Random.Below(HotKeys) * HotDistance;
            // Neighbours come and go, so that nodes with hot keys split and merge.
            int other = hot + 1 + worker.Random.Below(HotDistance - 1);
            if (worker.Random.OneIn(3)) wide.Tree.Set(keys.Key(other), 1);
            else if (worker.Random.OneIn(2)) wide.Tree.TryRemove(keys.Key(other), out _);
            MapVerb verb = KeyVerbs[worker.Random.Below(KeyVerbs.Length)];
            long comparand = verb == MapVerb.CompareAndSet && wide.Tree.TryGet(keys.Key(hot), out long version) ? version : 0;
            wide.Call(log, verb, hot, Version(worker, seat, i), comparand);
        }
    }

    private void CallAll(Worker worker, int seat, CallLog log)
    {
        for (int i = 0; i < CallsOfAll; i++)
        {
            MapVerb verb = verbs[worker.Random.Below(verbs.Length)];
            int key = worker.Random.Below(SmallKeys);
            long comparand = verb switch
            {
                MapVerb.Range => Math.Min(SmallKeys - 1, key + worker.Random.Below(SmallKeys)),
                MapVerb.RemoveRange => Math.Min(SmallKeys - 1, key + worker.Random.Below(5)),
                MapVerb.CompareAndSet when small.Tree.TryGet(keys.Key(key), out long version) => version,
                _ => 0,
            };
            small.Call(log, verb, key, Version(worker, seat, i), comparand);
        }
    }

    /// <summary>By one member, while the others wait for the next episode.</summary>
    private void Check(Worker worker)
    {
        bool byKey = IsByKey;
        var last = new CallLog(HotKeys);
        if (byKey)
        {
            for (int hot = 0; hot < WideKeys; hot += HotDistance) wide.Call(last, MapVerb.TryGet, hot, 0, 0);
        }
        else
        {
            small.Call(last, MapVerb.Range, 0, 0, SmallKeys - 1);
        }

        List<MapCall> calls = CallLog.Merge([.. logs, last]);
        if (byKey)
        {
            foreach (IGrouping<long, MapCall> ofKey in calls.GroupBy(call => call.Key)) Check(worker, [.. ofKey], [.. initial.Where(entry => entry.Key == ofKey.Key)]);
        }
        else
        {
            Check(worker, calls, initial);
        }

        episode++;
        initial = IsByKey ? wide.Read(WideKeys) : small.Read(SmallKeys);
        worker.Count("histories", byKey ? HotKeys : 1);
    }

    private void Check(Worker worker, List<MapCall> history, IEnumerable<KeyValuePair<long, long>> before)
    {
        if (history.Count > Linearization.MaxCalls)
        {
            worker.Count("too long");
            return;
        }

        MapState state = MapState.Of(before);
        if (Linearization.Find(state, history) is null) report(worker, $"from {state}, an order of the calls that explains their answers", $"there is none: {string.Join("; ", history)}");
    }
}
