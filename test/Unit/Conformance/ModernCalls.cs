using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Functions that decide, a cursor where the kernel steps by key, pops where it frees as it goes, one call for many entries where it merges.</summary>
internal sealed class ModernCalls<TKey> : BTreeCalls<TKey>
    where TKey : struct
{
    public override bool Insert(BPlusTree<TKey, long> tree, TKey key, long value)
        => tree.AddUpdateOrRemove(key, static (_, added) => EntryChange<long>.Set(added), static (_, _, _) => EntryChange<long>.Keep, value);

    public override bool Update(BPlusTree<TKey, long> tree, TKey key, long value)
        => tree.TryUpdateOrRemove(key, static (_, _, update) => EntryChange<long>.Set(update), value);

    public override bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value)
    {
        long seen = 0;
        bool removed = tree.TryUpdateOrRemove(key, (_, present) =>
        {
            seen = present;
            return EntryChange<long>.Remove;
        });
        value = seen;
        return removed;
    }

    public override bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value)
    {
        var values = new long[3];
        var found = new bool[3];
        int count = tree.GetMany([key, key, key], values, found);
        value = values[1];
        return count switch
        {
            3 when Array.TrueForAll(found, there => there) && values[0] == value && values[2] == value => true,
            0 when Array.TrueForAll(found, there => !there) && values is [0, 0, 0] => false,
            _ => throw new InvalidOperationException($"three look-ups of one key: {count}, {string.Join(' ', found)}, {string.Join(' ', values)}"),
        };
    }

    public override bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value)
    {
        using var cursor = tree.GetCursor();
        bool any = cursor.SeekLast();
        (found, value) = any ? (cursor.Key, cursor.Value) : default;
        return any;
    }

    public override bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value)
    {
        // The key need not be there: from wherever the search ends, in front of the key or behind everything, the step back leads below it.
        using var cursor = tree.GetCursor();
        cursor.Seek(key);
        bool any = cursor.MovePrevious();
        (found, value) = any ? (cursor.Key, cursor.Value) : default;
        return any;
    }

    public override List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree)
    {
        var walked = new List<KeyValuePair<TKey, long>>();
        using var cursor = tree.GetCursor();
        for (bool on = cursor.SeekLast(); on; on = cursor.MovePrevious()) walked.Add(new(cursor.Key, cursor.Value));
        var paged = Paged(tree);
        if (paged.Count != walked.Count) throw new InvalidOperationException($"the cursor met {walked.Count} entries, the pages hold {paged.Count}");
        for (int i = 0; i < paged.Count; i++)
        {
            if (!paged[i].Equals(walked[i])) throw new InvalidOperationException($"the cursor met {walked[i]}, the page holds {paged[i]}");
        }

        return walked;
    }

    /// <summary>The first half by pops, the rest as the kernel's loop would: it removes the current key.</summary>
    public override List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree)
    {
        var taken = new List<KeyValuePair<TKey, long>>();
        for (int left = tree.Count / 2; left > 0 && tree.TryRemoveLast(out var key, out long value); left--) taken.Add(new(key, value));
        foreach (var (key, value) in tree.EnumerateDescending())
        {
            if (!tree.TryRemove(key, out long removed) || removed != value) throw new InvalidOperationException($"the current entry {key}:{value} could not be removed");
            taken.Add(new(key, value));
        }

        return taken;
    }

    public override void Merge(BPlusTree<TKey, long> tree, BPlusTree<TKey, long> victim)
    {
        if (tree == victim && !tree.IsEmpty) throw new ArgumentException("every key is common", nameof(victim));
        if (tree == victim) tree.MergeFrom(victim);
        tree.AddRange(victim);
        long moved = victim.LongCount;
        if (victim.RemoveRange(KeyRange<TKey>.All) != moved) throw new InvalidOperationException("another number of entries was removed than was there");
    }

    private static List<KeyValuePair<TKey, long>> Paged(BPlusTree<TKey, long> tree)
    {
        var keys = new TKey[7];
        var values = new long[7];
        var entries = new List<KeyValuePair<TKey, long>>();
        var range = KeyRange<TKey>.All;
        int copied;
        do
        {
            copied = tree.CopyDescending(range, keys, values, out range);
            for (int i = 0; i < copied; i++) entries.Add(new(keys[i], values[i]));
        }
        while (copied == keys.Length);
        return entries;
    }
}
