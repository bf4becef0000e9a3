using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

/// <summary>The indices, or the values, of a tree or a snapshot as a collection that cannot be written through: what the interfaces of .NET's dictionaries ask for.</summary>
[DebuggerDisplay("Count = {Count}")]
internal abstract class RadixPartView<TValue, T>(IRadixMap<TValue> source) : ICollection<T>, IReadOnlyCollection<T>
{
    public int Count => source.Count;

    public bool IsReadOnly => true;

    private protected IRadixMap<TValue> Source => source;

    public abstract bool Contains(T item);

    public void CopyTo(T[] array, int arrayIndex) => RadixCopy<TValue>.CopyTo(source, source.Count, array, arrayIndex, Part);

    public IEnumerator<T> GetEnumerator()
    {
        using var entries = new PagingRadixEnumerator<TValue>(source, RadixWindow.All);
        while (entries.MoveNext()) yield return Part(entries.Current);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Add(T item) => throw ReadOnly();

    public bool Remove(T item) => throw ReadOnly();

    public void Clear() => throw ReadOnly();

    private protected abstract T Part(KeyValuePair<ulong, TValue> entry);

    private static NotSupportedException ReadOnly() => new("A view of indices or values cannot be written through; write to the tree.");
}
