using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>A <see cref="PagingEnumerator{TKey,TValue}"/> over all entries that shows a part of each.</summary>
internal sealed class PagingPartEnumerator<TKey, TValue, T, TPart> : IEnumerator<T>
    where TKey : notnull
    where TPart : IEntryPart<TKey, TValue, T>
{
    private readonly PagingEnumerator<TKey, TValue> entries;

    internal PagingPartEnumerator(IEntrySource<TKey>? source)
    {
        entries = new PagingEnumerator<TKey, TValue>(source!, KeyRange<TKey>.All, descending: false, showsValues: TPart.ShowsValues); // none: default(EntryKeys), which is empty
    }

    public T Current => TPart.Of(entries.Current);

    object? IEnumerator.Current => Current;

    public bool MoveNext() => entries.MoveNext();

    public void Reset() => entries.Reset();

    public void Dispose() => entries.Dispose();
}
