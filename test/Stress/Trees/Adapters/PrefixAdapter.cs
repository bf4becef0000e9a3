using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>A prefix tree.</summary>
internal sealed class PrefixAdapter<TValue, TKind> : PrefixReads<TValue, TKind>, IStressTree
    where TKind : IValueKind<TValue>
{
    private readonly PrefixTree<TValue> tree;

    internal PrefixAdapter(RcuDomain domain, TreeShape shape) => tree = new PrefixTree<TValue>(new PrefixTreeOptions<TValue>
    {
        Pool = new PrefixTreePool<TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
    });

    public RcuDomain Domain => tree.Domain;

    public bool HasLinearizableNeighbours => true;

    public override long Count => tree.LongCount;

    public bool TryAdd(ulong key, long version) => tree.TryAdd(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), TKind.Make(key, version));

    public void Set(ulong key, long version) => tree[PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key)] = TKind.Make(key, version);

    public bool TryUpdate(ulong key, long version, long comparand) => tree.TryUpdate(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), TKind.Make(key, version), TKind.Make(key, comparand));

    public bool TryRemove(ulong key, out long version)
    {
        bool removed = tree.TryRemove(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), out TValue? value);
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

    public bool RemoveRange(ulong first, ulong last)
    {
        var removal = new RemoveRangeWork(this, first, last);
        return Batch(ref removal);
    }

    public void Clear() => tree.Clear();

    public void Load(IReadOnlyList<TreeEntry> entries) => tree.Load(entries.Select(entry => KeyValuePair.Create<ReadOnlyMemory<byte>, TValue>(PrefixKey.Of(entry.Key), TKind.Make(entry.Key, entry.Version))));

    public ITreeReads Snapshot() => new PrefixSnapshotAdapter<TValue, TKind>(tree.Snapshot());

    public ITreeReads TakeAll() => new PrefixSnapshotAdapter<TValue, TKind>(tree.TakeAll());

    public bool Batch<TWork>(ref TWork work)
        where TWork : IBatchWork
    {
        using PrefixTree<TValue>.Batch batch = tree.BeginBatch();
        var open = new OpenBatch(batch);
        bool commits = work.Run(ref open);
        if (commits) batch.Commit();
        return commits;
    }

    public void CheckInvariants() => tree.CheckInvariants();

    private protected override bool Find(ReadOnlySpan<byte> key, out TValue? value) => tree.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found) => tree.GetMany(keys, values, found);

    private protected override bool FindNear(Near how, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out TValue? value) => how switch
    {
        Near.Floor => tree.TryGetFloor(key, out found, out value),
        Near.Ceiling => tree.TryGetCeiling(key, out found, out value),
        Near.Lower => tree.TryGetLower(key, out found, out value),
        Near.Higher => tree.TryGetHigher(key, out found, out value),
        Near.First => tree.TryGetFirst(out found, out value),
        _ => tree.TryGetLast(out found, out value),
    };

    private protected override PrefixView<TValue> Range(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool descending) =>
        descending ? tree.EnumerateDescending(first, last) : tree.EnumerateRange(first, last);

    private protected override int Copy(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more) =>
        tree.CopyRange(first, keys, values, out resume, out more);

    private readonly ref struct OpenBatch(PrefixTree<TValue>.Batch batch) : ITreeBatch
    {
        private readonly PrefixTree<TValue>.Batch batch = batch;

        public bool TryGet(ulong key, out long version)
        {
            bool found = batch.TryGetValue(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), out TValue? value);
            version = found ? TKind.Open(key, value!) : 0;
            return found;
        }

        public bool TryAdd(ulong key, long version) => batch.TryAdd(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), TKind.Make(key, version));

        public void Set(ulong key, long version) => batch[PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key)] = TKind.Make(key, version);

        public bool TryRemove(ulong key, out long version)
        {
            bool removed = batch.TryRemove(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), out TValue? value);
            version = removed ? TKind.Open(key, value!) : 0;
            return removed;
        }
    }
}
