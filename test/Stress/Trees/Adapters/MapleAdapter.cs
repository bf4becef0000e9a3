using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>A maple tree of ranges of one key.</summary>
internal sealed class MapleAdapter<TValue, TKind> : MapleReads<TValue, TKind>, IStressTree, IGapReads
    where TKind : IValueKind<TValue>
{
    private readonly MapleTree<ulong, TValue> tree;

    internal MapleAdapter(RcuDomain domain, TreeShape shape) => tree = new MapleTree<ulong, TValue>(new MapleTreeOptions<ulong, TValue>
    {
        NodeCapacity = shape.NodeCapacity,
        TrackGaps = shape.BagSize != 64,
        Pool = new MapleTreePool<ulong, TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
    });

    public RcuDomain Domain => tree.Domain;

    public bool HasLinearizableNeighbours => false;

    public override long Count => tree.LongCount;

    public bool TryAdd(ulong key, long version) => tree.TryAdd(key, TKind.Make(key, version));

    public void Set(ulong key, long version) => tree[key] = TKind.Make(key, version);

    public bool TryUpdate(ulong key, long version, long comparand)
    {
        var update = new UpdateWork(key, version, comparand);
        return Batch(ref update);
    }

    public bool TryRemove(ulong key, out long version)
    {
        bool removed = tree.TryRemoveContaining(key, out RangeEntry<ulong, TValue> range);
        version = removed ? Entry(range.First, range.Last, range.Value).Version : 0;
        return removed;
    }

    public bool TryGetGap(ulong key, out ulong? below, out ulong? above)
    {
        bool isThere = tree.TryGetRange(key, out RangeEntry<ulong, TValue> range);
        below = range.First == 0 ? null : range.First - 1;
        above = range.Last == ulong.MaxValue ? null : range.Last + 1;
        return !isThere;
    }

    public bool TryPop(bool last, out TreeEntry entry)
    {
        var pop = new PopWork(this, last);
        bool removed = Batch(ref pop);
        entry = pop.Entry;
        return removed;
    }

    public bool RemoveRange(ulong first, ulong last) => tree.RemoveRange(first, last);

    public void Clear() => tree.Clear();

    public void Load(IReadOnlyList<TreeEntry> entries) => tree.Load(entries.Select(entry => new RangeEntry<ulong, TValue>(entry.Key, entry.Key, TKind.Make(entry.Key, entry.Version))));

    public ITreeReads Snapshot() => new MapleSnapshotAdapter<TValue, TKind>(tree.Snapshot());

    public ITreeReads TakeAll() => new MapleSnapshotAdapter<TValue, TKind>(tree.TakeAll());

    public bool Batch<TWork>(ref TWork work)
        where TWork : IBatchWork
    {
        using MapleTree<ulong, TValue>.Batch batch = tree.BeginBatch();
        var open = new OpenBatch(batch);
        bool commits = work.Run(ref open);
        if (commits) batch.Commit();
        return commits;
    }

    public void CheckInvariants() => tree.CheckInvariants();

    private protected override bool Find(ulong key, out TValue? value) => tree.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found) => tree.GetMany(keys, values, found);

    private protected override RangeView<ulong, TValue> Range(ulong first, ulong last, bool descending) => descending ? tree.EnumerateDescending(first, last) : tree.EnumerateRange(first, last);

    private protected override MapleCursor<ulong, TValue> Cursor() => tree.GetCursor();

    private readonly ref struct OpenBatch(MapleTree<ulong, TValue>.Batch batch) : ITreeBatch
    {
        private readonly MapleTree<ulong, TValue>.Batch batch = batch;

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
            bool removed = batch.TryRemoveContaining(key, out RangeEntry<ulong, TValue> range);
            version = removed ? Entry(range.First, range.Last, range.Value).Version : 0;
            return removed;
        }
    }
}
