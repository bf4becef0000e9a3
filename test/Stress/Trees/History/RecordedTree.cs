using System;
using System.Collections.Generic;
using Exploration.Linearizability;

namespace Stress.Trees;

/// <summary>Makes calls of a tree and records them, by the numbers of the keys.</summary>
internal sealed class RecordedTree(IStressTree tree, KeySpace keys)
{
    internal IStressTree Tree => tree;

    internal void Call(CallLog log, MapVerb verb, int key, long value, long comparand)
    {
        log.Begin();
        MapAnswer answer = Ask(verb, key, value, comparand);
        log.End(verb, key, value, comparand, answer);
    }

    /// <summary>What the keys below <paramref name="count"/> hold, while nobody writes.</summary>
    internal Dictionary<long, long> Read(int count)
    {
        var entries = new Dictionary<long, long>();
        for (int i = 0; i < count; i++)
        {
            if (tree.TryGet(keys.Key(i), out long version)) entries.Add(i, version);
        }

        return entries;
    }

    private MapAnswer Ask(MapVerb verb, int index, long value, long comparand)
    {
        ulong key = keys.Key(index);
        switch (verb)
        {
            case MapVerb.TryAdd: return new MapAnswer(tree.TryAdd(key, value));
            case MapVerb.Set:
                tree.Set(key, value);
                return new MapAnswer(true);
            case MapVerb.CompareAndSet: return new MapAnswer(tree.TryUpdate(key, value, comparand));
            case MapVerb.TryRemove: return tree.TryRemove(key, out long removed) ? new MapAnswer(true, 0, removed) : default;
            case MapVerb.TryGet: return tree.TryGet(key, out long version) ? new MapAnswer(true, 0, version) : default;
            case MapVerb.Floor: return AskNear(Near.Floor, key);
            case MapVerb.Ceiling: return AskNear(Near.Ceiling, key);
            case MapVerb.Lower: return AskNear(Near.Lower, key);
            case MapVerb.Higher: return AskNear(Near.Higher, key);
            case MapVerb.First: return AskNear(Near.First, 0);
            case MapVerb.Last: return AskNear(Near.Last, 0);
            case MapVerb.RemoveFirst: return tree.TryPop(last: false, out TreeEntry first) ? Answer(first) : default;
            case MapVerb.RemoveLast: return tree.TryPop(last: true, out TreeEntry last) ? Answer(last) : default;
            case MapVerb.RemoveRange: return new MapAnswer(tree.RemoveRange(key, keys.Key((int)comparand)));
            case MapVerb.Range: return AskRange(key, keys.Key((int)comparand));
            case MapVerb.Gap: return AskGap(key);
            default: throw new ArgumentOutOfRangeException(nameof(verb), verb, "Not a verb of the map.");
        }
    }

    private MapAnswer AskNear(Near how, ulong key) => tree.TryGetNear(how, key, out TreeEntry entry) ? Answer(entry) : default;

    private MapAnswer AskRange(ulong first, ulong last)
    {
        var entries = new List<TreeEntry>();
        tree.Snapshot().Scan(new TreeScan(ScanWay.Ascending, first, last), entries);
        long hash = 0;
        foreach (TreeEntry entry in entries) hash = MapState.Fold(hash, keys.IndexOf(entry.Key), entry.Version);
        return new MapAnswer(entries.Count > 0, entries.Count, hash);
    }

    private MapAnswer AskGap(ulong key) => ((IGapReads)tree).TryGetGap(key, out ulong? below, out ulong? above)
        ? new MapAnswer(true, below is { } low ? keys.IndexOf(low) : -1, above is { } high ? keys.IndexOf(high) : long.MaxValue)
        : default;

    private MapAnswer Answer(TreeEntry entry) => new(true, keys.IndexOf(entry.Key), entry.Version);
}
