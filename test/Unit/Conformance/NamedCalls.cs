using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>The members that docs/kernel-map.md names first.</summary>
internal sealed class NamedCalls<TKey> : BTreeCalls<TKey>
    where TKey : struct
{
    public override bool Insert(BPlusTree<TKey, long> tree, TKey key, long value) => tree.TryAdd(key, value);

    public override bool Update(BPlusTree<TKey, long> tree, TKey key, long value) => tree.TryUpdate(key, value);

    public override bool Remove(BPlusTree<TKey, long> tree, TKey key, out long value) => tree.TryRemove(key, out value);

    public override bool Lookup(BPlusTree<TKey, long> tree, TKey key, out long value) => tree.TryGetValue(key, out value);

    public override bool Last(BPlusTree<TKey, long> tree, out TKey found, out long value) => tree.TryGetLast(out found, out value);

    public override bool Previous(BPlusTree<TKey, long> tree, TKey key, out TKey found, out long value) => tree.TryGetLower(key, out found, out value);

    public override List<KeyValuePair<TKey, long>> Descending(BPlusTree<TKey, long> tree) => Visited(tree.ForEach);

    public override List<KeyValuePair<TKey, long>> Grim(BPlusTree<TKey, long> tree) => Visited(tree.Drain);
}
