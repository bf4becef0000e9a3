using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>A radix tree.</summary>
internal sealed class RadixAdapter<TValue, TKind> : RadixReads<TValue, TKind>, IStressTree
    where TKind : IValueKind<TValue>
{
    private readonly RadixTree<TValue> tree;

    internal RadixAdapter(RcuDomain domain, TreeShape shape) => tree = new RadixTree<TValue>(new RadixTreeOptions<TValue>
    {
        Pool = new RadixTreePool<TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
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
        var pop = new PopWork(this, last);
        bool removed = Batch(ref pop);
        entry = pop.Entry;
        return removed;
    }

    public bool RemoveRange(ulong first, ulong last) => tree.RemoveRange(first, last) > 0;

    public void Clear() => tree.Clear();

    public void Load(IReadOnlyList<TreeEntry> entries) => tree.Load(entries.Select(entry => KeyValuePair.Create(entry.Key, TKind.Make(entry.Key, entry.Version))));

    public ITreeReads Snapshot() => new RadixSnapshotAdapter<TValue, TKind>(tree.Snapshot());

    public ITreeReads TakeAll() => new RadixSnapshotAdapter<TValue, TKind>(tree.TakeAll());

    public bool Batch<TWork>(ref TWork work)
        where TWork : IBatchWork
    {
        using RadixTree<TValue>.Batch batch = tree.BeginBatch();
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

    private protected override RadixView<TValue> Range(ulong first, ulong last, bool descending) => descending ? tree.EnumerateDescending(first, last) : tree.EnumerateRange(first, last);

    private protected override int Copy(ulong first, ulong last, Span<ulong> keys, Span<TValue> values, out ulong resume, out bool more) =>
        tree.CopyRange(first, last, keys, values, out resume, out more);

    private readonly ref struct OpenBatch(RadixTree<TValue>.Batch batch) : ITreeBatch
    {
        private readonly RadixTree<TValue>.Batch batch = batch;

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
