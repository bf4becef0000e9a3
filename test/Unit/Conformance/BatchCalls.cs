using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Every call in a batch; a failed one is discarded.</summary>
internal sealed class BatchCalls<TKey> : BTreeCalls<TKey>
    where TKey : struct
{
    public override bool Insert(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        using var batch = tree.BeginBatch();
        if (!batch.TryAdd(key, value)) return false;
        batch.Commit();
        return true;
    }

    public override bool Update(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        using var batch = tree.BeginBatch();
        if (!batch.TryUpdate(key, value)) return false;
        batch.Commit();
        return true;
    }

    public override bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value)
    {
        using var batch = tree.BeginBatch();
        if (!batch.TryRemove(key, out value)) return false;
        batch.Commit();
        return true;
    }

    public override bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value)
    {
        using var batch = tree.BeginBatch();
        return batch.TryGetValue(key, out value);
    }

    public override bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value)
    {
        using var batch = tree.BeginBatch();
        return batch.TryGetLast(out found, out value);
    }

    public override bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value)
    {
        using var batch = tree.BeginBatch();
        return batch.TryGetLower(key, out found, out value);
    }

    public override List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree)
    {
        using var batch = tree.BeginBatch();
        var entries = new List<KeyValuePair<TKey, long>>();
        foreach (var entry in batch.EnumerateDescending()) entries.Add(entry);
        return entries;
    }

    public override List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree)
    {
        using var batch = tree.BeginBatch();
        var taken = new List<KeyValuePair<TKey, long>>();
        while (taken.Count < tree.Count / 2 && batch.TryRemoveLast(out var key, out long value)) taken.Add(new(key, value));
        foreach (var (key, value) in batch.EnumerateDescending())
        {
            batch.Remove(key);
            taken.Add(new(key, value));
        }

        batch.Commit();
        return taken;
    }
}
