using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Every read from a snapshot of its own, so that every write meets frozen nodes; the whole tree handed out where the kernel frees it.</summary>
internal sealed class SnapshotCalls<TKey> : BTreeCalls<TKey>
    where TKey : struct
{
    public override bool Insert(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        long before = tree.LongCount;
        return tree.GetOrAdd(key, value) == value && tree.LongCount > before;
    }

    public override bool Update(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        using var snapshot = tree.Snapshot();
        return snapshot.TryGetValue(key, out long present) && tree.TryUpdate(key, value, present);
    }

    public override bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value)
    {
        using var snapshot = tree.Snapshot();
        return snapshot.TryGetValue(key, out value) && tree.TryRemove(KeyValuePair.Create(key, value)) && snapshot.ContainsKey(key);
    }

    public override bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value) => tree.Snapshot().TryGetValue(key, out value);

    public override bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value) => tree.Snapshot().TryGetLast(out found, out value);

    public override bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value) => tree.Snapshot().TryGetLower(key, out found, out value);

    public override List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree) => Visited(tree.Snapshot().ForEach);

    public override List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree)
    {
        using var all = tree.TakeAll();
        if (!tree.IsEmpty) throw new InvalidOperationException("not all was taken");
        return Visited(all.ForEach);
    }
}
