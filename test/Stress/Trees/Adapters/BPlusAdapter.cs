using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>A B+ tree.</summary>
internal sealed class BPlusAdapter<TValue, TKind> : BPlusReads<TValue, TKind>, IStressTree
    where TKind : IValueKind<TValue>
{
    private readonly BPlusTree<ulong, TValue> tree;

    internal BPlusAdapter(RcuDomain domain, TreeShape shape) => tree = new BPlusTree<ulong, TValue>(new BPlusTreeOptions<ulong, TValue>
    {
        NodeCapacity = shape.NodeCapacity,
        Pool = new BPlusTreePool<ulong, TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
    });

    public RcuDomain Domain => tree.Domain;

    public bool HasLinearizableNeighbours => true;

    public override long Count => tree.LongCount;

    public bool TryAdd(ulong key, long version) => tree.TryAdd(key, TKind.Make(key, version));

    public void Set(ulong key, long version) => tree[key] = TKind.Make(key, version);

    public bool TryUpdate(ulong key, long version, long comparand) => tree.TryUpdate(key, TKind.Make(key, version), TKind.Make(key, comparand));

    public bool TryRemove(ulong key, out long version)
    {
        bool removed = tree.TryRemove(key, out TValue? value);
        version = removed ? TKind.Open(key, value!) : 0;
        return removed;
    }

    public bool TryPop(bool last, out TreeEntry entry)
    {
        bool removed = last ? tree.TryRemoveLast(out ulong key, out TValue? value) : tree.TryRemoveFirst(out key, out value);
        entry = removed ? new TreeEntry(key, TKind.Open(key, value!)) : default;
        return removed;
    }

    public bool RemoveRange(ulong first, ulong last) => tree.RemoveRange(KeyRange<ulong>.Inclusive(first, last)) > 0;

    public void Clear() => tree.Clear();

    public void Load(IReadOnlyList<TreeEntry> entries) => tree.Load(entries.Select(entry => KeyValuePair.Create(entry.Key, TKind.Make(entry.Key, entry.Version))));

    public ITreeReads Snapshot() => new BPlusSnapshotAdapter<TValue, TKind>(tree.Snapshot());

    public ITreeReads TakeAll() => new BPlusSnapshotAdapter<TValue, TKind>(tree.TakeAll());

    public bool Batch<TWork>(ref TWork work)
        where TWork : IBatchWork
    {
        using BPlusTree<ulong, TValue>.Batch batch = tree.BeginBatch();
        var open = new OpenBatch(batch);
        bool commits = work.Run(ref open);
        if (commits) batch.Commit();
        return commits;
    }

    public void CheckInvariants() => tree.CheckInvariants();

    private protected override bool Find(ulong key, out TValue? value) => tree.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found) => tree.GetMany(keys, values, found);

    private protected override bool FindNear(Near how, ulong key, out ulong found, out TValue? value) => how switch
    {
        Near.Floor => tree.TryGetFloor(key, out found, out value),
        Near.Ceiling => tree.TryGetCeiling(key, out found, out value),
        Near.Lower => tree.TryGetLower(key, out found, out value),
        Near.Higher => tree.TryGetHigher(key, out found, out value),
        Near.First => tree.TryGetFirst(out found, out value),
        _ => tree.TryGetLast(out found, out value),
    };

    private protected override EntryRange<ulong, TValue> Range(KeyRange<ulong> range, bool descending) => descending ? tree.EnumerateDescending(range) : tree.EnumerateRange(range);

    private protected override int Copy(KeyRange<ulong> range, Span<ulong> keys, Span<TValue> values, out KeyRange<ulong> rest) => tree.CopyRange(range, keys, values, out rest);

    private readonly ref struct OpenBatch(BPlusTree<ulong, TValue>.Batch batch) : ITreeBatch
    {
        private readonly BPlusTree<ulong, TValue>.Batch batch = batch;

        public bool TryGet(ulong key, out long version)
        {
            bool found = batch.TryGetValue(key, out TValue? value);
            version = found ? TKind.Open(key, value!) : 0;
            return found;
        }

        public bool TryAdd(ulong key, long version) => batch.TryAdd(key, TKind.Make(key, version));

        public void Set(ulong key, long version) => batch[key] = TKind.Make(key, version);

        public bool TryRemove(ulong key, out long version)
        {
            bool removed = batch.TryRemove(key, out TValue? value);
            version = removed ? TKind.Open(key, value!) : 0;
            return removed;
        }
    }
}
