using System.Collections.Generic;

namespace Concurrent;

/// <summary>Walks all entries for the library's own loops: as fast as a <c>foreach</c>, but in sections of limited length, seeking on by key in between.</summary>
/// <remarks>Without a buffer, unlike <see cref="PagingEnumerator{TKey,TValue}"/>: no user code runs between two calls. A snapshot needs no sections and is walked in one go.</remarks>
internal ref struct StretchEnumerator<TKey, TValue>
    where TKey : notnull
{
    private const int Stretch = 1024;

    private readonly IEntrySource<TKey> source;
    private readonly int stretch;
    private EntryEnumerator<TKey, TValue> entries;
    private int left;

    internal StretchEnumerator(IEntrySource<TKey> source)
    {
        this.source = source;
        stretch = source.SectionDomain is null ? int.MaxValue : Stretch;
        left = stretch;
        entries = new EntryEnumerator<TKey, TValue>(source, KeyRange<TKey>.All, descending: false);
    }

    internal readonly KeyValuePair<TKey, TValue> Current => entries.Current;

    internal bool MoveNext()
    {
        if (left == 0)
        {
            KeyRange<TKey> rest = KeyRange<TKey>.GreaterThan(entries.Current.Key);
            entries.Dispose();
            entries = new EntryEnumerator<TKey, TValue>(source, rest, descending: false);
            left = stretch;
        }

        left--;
        return entries.MoveNext();
    }

    public void Dispose() => entries.Dispose();
}
