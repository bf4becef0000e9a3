using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Conformance;

/// <summary>Through the interfaces of the framework and LINQ.</summary>
internal sealed class DictionaryCalls<TKey> : BTreeCalls<TKey>
    where TKey : struct
{
    public override bool Insert(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        if (Of(tree).ContainsKey(key)) return false;
        Of(tree).Add(key, value);
        return true;
    }

    public override bool Update(BPlusTree<TKey, long> tree, TKey key, long value)
    {
        if (!Of(tree).ContainsKey(key)) return false;
        Of(tree)[key] = value;
        return true;
    }

    public override bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value)
        => Of(tree).TryGetValue(key, out value) && Of(tree).Remove(KeyValuePair.Create(key, value));

    public override bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value) => ((IReadOnlyDictionary<TKey, long>)tree).TryGetValue(key, out value);

    public override bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value) => First(tree.EnumerateDescending(), out found, out value);

    public override bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value)
        => First(tree.EnumerateDescending(KeyRange<TKey>.LessThan(key)), out found, out value);

    public override List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree) => [.. ((IEnumerable<KeyValuePair<TKey, long>>)tree).Reverse()];

    public override List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree)
    {
        var all = Descending(tree);
        Of(tree).Clear();
        return all;
    }

    public override void Merge(BPlusTree<TKey, long> tree, BPlusTree<TKey, long> victim)
    {
        if (tree == victim) tree.MergeFrom(victim);
        if (victim.Keys.Any(tree.ContainsKey)) throw new ArgumentException("a common key", nameof(victim));
        foreach (var (key, value) in victim) Of(tree).Add(key, value);
        victim.Clear();
    }

    private static IDictionary<TKey, long> Of(IDictionary<TKey, long> tree) => tree;

    private static bool First(IEnumerable<KeyValuePair<TKey, long>> entries, out TKey found, out long value)
    {
        foreach (var entry in entries)
        {
            (found, value) = entry;
            return true;
        }

        (found, value) = default(KeyValuePair<TKey, long>);
        return false;
    }
}
