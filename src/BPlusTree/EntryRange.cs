using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>The entries of a tree or a snapshot within a range of keys, ascending or descending. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="EntryEnumerator{TKey,TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads about 64 entries per short section and seeks on by key.
/// </remarks>
public readonly struct EntryRange<TKey, TValue> : IEnumerable<KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    private readonly IEntrySource<TKey> source;
    private readonly KeyRange<TKey> range;
    private readonly bool descending;
    private readonly long batchNumber;

    internal EntryRange(IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, long batchNumber = 0)
    {
        this.batchNumber = batchNumber;
        this.source = source;
        this.range = range;
        this.descending = descending;
    }

    /// <summary>Begins an enumeration.</summary>
    public EntryEnumerator<TKey, TValue> GetEnumerator() => new(source, range, descending, batchNumber);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() => new PagingEnumerator<TKey, TValue>(source, range, descending, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new PagingEnumerator<TKey, TValue>(source, range, descending, batchNumber);
}
