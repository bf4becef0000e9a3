using System.Collections.Generic;
using Concurrent;

namespace Exploration.Linearizability;

/// <summary>A tree whose single calls are recorded, and in the end held against a sequential map.</summary>
internal sealed class RecordedMap
{
    private readonly BPlusTree<long, long> tree;
    private readonly MapHistory history;
    private readonly SortedSet<long> keys = [];

    /// <summary>Records from here on; what <paramref name="tree"/> holds now is the initial state.</summary>
    internal RecordedMap(BPlusTree<long, long> tree)
    {
        this.tree = tree;
        var entries = new List<KeyValuePair<long, long>>();
        // Not from a snapshot: that would freeze every node, and no write of the scenario would be made in place.
        foreach (KeyValuePair<long, long> entry in tree)
        {
            entries.Add(entry);
            keys.Add(entry.Key);
        }

        history = new MapHistory(MapState.Of(entries));
    }

    internal bool TryAdd(long key, long value) => Write(MapVerb.TryAdd, key, value, 0, () => new MapAnswer(tree.TryAdd(key, value)));

    internal bool TryUpdate(long key, long value, long comparand) =>
        Write(MapVerb.CompareAndSet, key, value, comparand, () => new MapAnswer(tree.TryUpdate(key, value, comparand)));

    internal bool TryRemove(long key) =>
        Write(MapVerb.TryRemove, key, 0, 0, () => tree.TryRemove(key, out long removed) ? new MapAnswer(true, 0, removed) : default);

    internal void Set(long key, long value) => Write(MapVerb.Set, key, value, 0, () =>
    {
        tree[key] = value;
        return new MapAnswer(true);
    });

    internal void Get(long key) =>
        history.Record(MapVerb.TryGet, key, 0, 0, () => tree.TryGetValue(key, out long value) ? new MapAnswer(true, 0, value) : default);

    internal void Floor(long key) =>
        history.Record(MapVerb.Floor, key, 0, 0, () => tree.TryGetFloor(key, out long found, out long value) ? new MapAnswer(true, found, value) : default);

    internal void Ceiling(long key) =>
        history.Record(MapVerb.Ceiling, key, 0, 0, () => tree.TryGetCeiling(key, out long found, out long value) ? new MapAnswer(true, found, value) : default);

    internal void First() =>
        history.Record(MapVerb.First, 0, 0, 0, () => tree.TryGetFirst(out long found, out long value) ? new MapAnswer(true, found, value) : default);

    internal void Last() =>
        history.Record(MapVerb.Last, 0, 0, 0, () => tree.TryGetLast(out long found, out long value) ? new MapAnswer(true, found, value) : default);

    /// <summary>After all threads have ended: the tree is sound, and one order of the calls explains their answers and the end state.</summary>
    internal void CheckLinearizable()
    {
        tree.CheckInvariants();
        foreach (long key in keys)
        {
            bool present = tree.TryGetValue(key, out long value);
            history.Observe(key, present, value);
        }

        history.Check();
    }

    private bool Write(MapVerb verb, long key, long value, long comparand, System.Func<MapAnswer> call)
    {
        keys.Add(key);
        return history.Record(verb, key, value, comparand, call).Ok;
    }
}
