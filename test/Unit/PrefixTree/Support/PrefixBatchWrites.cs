using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Writes to a batch.</summary>
/// <param name="batch">What is written to.</param>
/// <param name="byText">Whether keys that are texts are given as texts.</param>
internal readonly ref struct PrefixBatchWrites<TValue>(PrefixTree<TValue>.Batch batch, bool byText) : IPrefixWrites<TValue>
{
    private readonly PrefixTree<TValue>.Batch _batch = batch;

    public long LongCount => _batch.LongCount;

    public bool TryGetValue(byte[] key, out TValue? value) => TextKeys.IsText(key, byText) ? _batch.TryGetValue(TextKeys.Text(key), out value) : _batch.TryGetValue(key, out value);

    public KeyValuePair<ReadOnlyMemory<byte>, TValue>[] All() => _batch.ToArray();

    public bool TryAdd(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? _batch.TryAdd(TextKeys.Text(key), value) : _batch.TryAdd(key, value);

    public void Add(byte[] key, TValue value)
    {
        if (TextKeys.IsText(key, byText)) _batch.Add(TextKeys.Text(key), value);
        else _batch.Add(key, value);
    }

    public void Set(byte[] key, TValue value)
    {
        if (TextKeys.IsText(key, byText)) _batch[TextKeys.Text(key)] = value;
        else _batch[key] = value;
    }

    public bool Store(byte[] key, TValue value, out TValue? old) => TextKeys.IsText(key, byText) ? _batch.Store(TextKeys.Text(key), value, out old) : _batch.Store(key, value, out old);

    public bool TryUpdate(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? _batch.TryUpdate(TextKeys.Text(key), value) : _batch.TryUpdate(key, value);

    public bool TryUpdate(byte[] key, TValue value, TValue comparand) => TextKeys.IsText(key, byText) ? _batch.TryUpdate(TextKeys.Text(key), value, comparand) : _batch.TryUpdate(key, value, comparand);

    public bool CompareExchange(byte[] key, TValue value, TValue comparand, out TValue? current) => TextKeys.IsText(key, byText) ? _batch.CompareExchange(TextKeys.Text(key), value, comparand, out current) : _batch.CompareExchange(key, value, comparand, out current);

    public TValue GetOrAdd(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? _batch.GetOrAdd(TextKeys.Text(key), value) : _batch.GetOrAdd(key, value);

    public TValue GetOrAddMade(byte[] key, TValue value) => TextKeys.IsText(key, byText) ? _batch.GetOrAdd(TextKeys.Text(key), (ReadOnlySpan<char> its) => its.SequenceEqual(TextKeys.Text(key)) ? value : throw new InvalidOperationException("another key")) : _batch.GetOrAdd(key, (ReadOnlySpan<byte> its) => its.SequenceEqual(key) ? value : throw new InvalidOperationException("another key"));

    public TValue AddOrUpdate(byte[] key, TValue added, TValue updated) => TextKeys.IsText(key, byText) ? _batch.AddOrUpdate(TextKeys.Text(key), added, static (_, _, made) => made, updated) : _batch.AddOrUpdate(key, added, static (_, _, made) => made, updated);

    public bool TryRemove(byte[] key, out TValue? value) => TextKeys.IsText(key, byText) ? _batch.TryRemove(TextKeys.Text(key), out value) : _batch.TryRemove(key, out value);

    public bool Remove(byte[] key) => TextKeys.IsText(key, byText) ? _batch.Remove(TextKeys.Text(key)) : _batch.Remove(key);

    public bool TryRemove(byte[] key, TValue comparand) => TextKeys.IsText(key, byText) ? _batch.TryRemove(TextKeys.Text(key), comparand) : _batch.TryRemove(key, comparand);

    public long RemovePrefix(byte[] prefix) => TextKeys.IsText(prefix, byText) ? _batch.RemovePrefix(TextKeys.Text(prefix)) : _batch.RemovePrefix(prefix);

    public void AddRange(List<KeyValuePair<byte[], TValue>> entries)
    {
        if (TextKeys.AreTexts(entries, byText)) _batch.AddRange(TextKeys.Texts(entries));
        else _batch.AddRange(TextKeys.Bytes(entries));
    }

    public long SetRange(List<KeyValuePair<byte[], TValue>> entries) => TextKeys.AreTexts(entries, byText) ? _batch.SetRange(TextKeys.Texts(entries)) : _batch.SetRange(TextKeys.Bytes(entries));

    public void Clear() => _batch.Clear();
}
