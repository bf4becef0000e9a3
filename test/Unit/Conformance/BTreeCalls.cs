using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Which members a script is replayed through.</summary>
public enum BTreeWay
{
    /// <summary>The member that the kernel map names for each call.</summary>
    Named,

    /// <summary>Members that decide, pop, load and page; a cursor for every step.</summary>
    Modern,

    /// <summary>A batch of its own for every call.</summary>
    Batches,

    /// <summary>A snapshot of its own for every read.</summary>
    Snapshots,

    /// <summary>What code sees that knows the tree as a dictionary only.</summary>
    Dictionary,
}

/// <summary>The kernel's calls on one tree, made through one of the ways that the public members offer.</summary>
internal abstract class BTreeCalls<TKey>
    where TKey : struct
{
    public static BTreeCalls<TKey> Of(BTreeWay way) => way switch
    {
        BTreeWay.Named => new NamedCalls<TKey>(),
        BTreeWay.Modern => new ModernCalls<TKey>(),
        BTreeWay.Batches => new BatchCalls<TKey>(),
        BTreeWay.Snapshots => new SnapshotCalls<TKey>(),
        BTreeWay.Dictionary => new DictionaryCalls<TKey>(),
        _ => throw new ArgumentOutOfRangeException(nameof(way), way, "no such way"),
    };

    public abstract bool Insert(BPlusTree<TKey, long> tree, TKey key, long value);

    public abstract bool Update(BPlusTree<TKey, long> tree, TKey key, long value);

    public abstract bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value);

    public abstract bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value);

    /// <summary>The entry with the greatest key.</summary>
    public abstract bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value);

    /// <summary>The entry with the greatest key below.</summary>
    public abstract bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value);

    /// <summary>All entries in the kernel's order.</summary>
    public abstract List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree);

    /// <summary>The same, and the tree is empty afterwards.</summary>
    public abstract List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree);

    /// <summary>Moves all entries of the victim.</summary>
    /// <exception cref="ArgumentException">There is a common key, or the two are one; nothing changed.</exception>
    public virtual void Merge(BPlusTree<TKey, long> tree, BPlusTree<TKey, long> victim) => tree.MergeFrom(victim);

    /// <summary>Runs the visitor and turns round what it got: ours visits in ascending order.</summary>
    protected static List<KeyValuePair<TKey, long>> Visited(Func<List<KeyValuePair<TKey, long>>, Action<List<KeyValuePair<TKey, long>>, TKey, long, long>, long> visit)
    {
        var seen = new List<KeyValuePair<TKey, long>>();
        long visits = visit(seen, static (list, key, value, ordinal) =>
        {
            if (ordinal != list.Count) throw new InvalidOperationException($"visit {list.Count} has the ordinal {ordinal}");
            list.Add(new(key, value));
        });
        if (visits != seen.Count) throw new InvalidOperationException($"{seen.Count} visits, counted {visits}");
        seen.Reverse();
        return seen;
    }
}
