using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Writes to a tree.</summary>
/// <param name="tree">What is written to.</param>
/// <param name="byText">Whether keys that are texts are given as texts.</param>
internal readonly struct PrefixTreeWrites<TValue>(PrefixTree<TValue> tree, bool byText) : IPrefixWrites<TValue>
{
    public long LongCount => tree.LongCount;

    public bool TryGetValue(byte[] key, out TValue? value) => TextKeys.IsText(key, byText) ? tree.TryGetValue(TextKeys.Text(key), out value) : tree.TryGetValue(key, out value);

    public KeyValuePair<ReadOnlyMemory<byte>, TValue>[] All() => tree.ToArray();

    public bool TryAdd(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? tree.TryAdd(TextKeys.Text(key), value) : tree.TryAdd(key, value);

    public void Add(byte[] key, TValue value)
    {
        if (TextKeys.IsText(key, byText)) tree.Add(TextKeys.Text(key), value);
        else tree.Add(key, value);
    }

    public void Set(byte[] key, TValue value)
    {
        if (TextKeys.IsText(key, byText)) tree[TextKeys.Text(key)] = value;
        else tree[key] = value;
    }

    public bool Store(byte[] key, TValue value, out TValue? old) => TextKeys.IsText(key, byText) ? tree.Store(TextKeys.Text(key), value, out old) : tree.Store(key, value, out old);

    public bool TryUpdate(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? tree.TryUpdate(TextKeys.Text(key), value) : tree.TryUpdate(key, value);

    public bool TryUpdate(byte[] key, TValue value, TValue comparand) => TextKeys.IsText(key, byText) ? tree.TryUpdate(TextKeys.Text(key), value, comparand) : tree.TryUpdate(key, value, comparand);

    public bool CompareExchange(byte[] key, TValue value, TValue comparand, out TValue? current) => TextKeys.IsText(key, byText) ? tree.CompareExchange(TextKeys.Text(key), value, comparand, out current) : tree.CompareExchange(key, value, comparand, out current);

    public TValue GetOrAdd(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? tree.GetOrAdd(TextKeys.Text(key), value) : tree.GetOrAdd(key, value);

    public TValue GetOrAddMade(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? tree.GetOrAdd(TextKeys.Text(key), (ReadOnlySpan<char> its) => its.SequenceEqual(TextKeys.Text(key)) ? value : throw new InvalidOperationException("another key")) : tree.GetOrAdd(key, (ReadOnlySpan<byte> its) => its.SequenceEqual(key) ? value : throw new InvalidOperationException("another key"));

    public TValue AddOrUpdate(byte[] key, TValue added, TValue updated) => TextKeys.IsText(key, byText) ? tree.AddOrUpdate(TextKeys.Text(key), added, (_, _) => updated) : tree.AddOrUpdate(key, added, (_, _) => updated);

    public bool TryRemove(byte[] key, out TValue? value) => TextKeys.IsText(key, byText) ? tree.TryRemove(TextKeys.Text(key), out value) : tree.TryRemove(key, out value);

    public bool Remove(byte[] key) => TextKeys.IsText(key, byText) ? tree.Remove(TextKeys.Text(key)) : tree.Remove(key);

    public bool TryRemove(byte[] key, TValue comparand) => TextKeys.IsText(key, byText) ? tree.TryRemove(TextKeys.Text(key), comparand) : tree.TryRemove(key, comparand);

    public long RemovePrefix(byte[] prefix) => TextKeys.IsText(prefix, byText) ? tree.RemovePrefix(TextKeys.Text(prefix)) : tree.RemovePrefix(prefix);

    public void AddRange(List<KeyValuePair<byte[], TValue>> entries)
    {
        if (TextKeys.AreTexts(entries, byText)) tree.AddRange(TextKeys.Texts(entries));
        else tree.AddRange(TextKeys.Bytes(entries));
    }

    public long SetRange(List<KeyValuePair<byte[], TValue>> entries) => TextKeys.AreTexts(entries, byText) ? tree.SetRange(TextKeys.Texts(entries)) : tree.SetRange(TextKeys.Bytes(entries));

    public void Clear() => tree.Clear();
}
