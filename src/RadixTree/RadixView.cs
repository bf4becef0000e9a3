using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Some of the entries of a tree, a snapshot or a batch: those of a window of indices, or with a tag, ascending or descending. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="RadixEnumerator{TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads about 64 entries per short section and seeks on by index.
/// </remarks>
public readonly struct RadixView<TValue> : IEnumerable<KeyValuePair<ulong, TValue>>
{
    private readonly IRadixSource source;
    private readonly RadixWindow window;
    private readonly long batchNumber;

    internal RadixView(IRadixSource source, RadixWindow window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
    }

    /// <summary>Begins an enumeration.</summary>
    public RadixEnumerator<TValue> GetEnumerator() => new(source, window, batchNumber);

    IEnumerator<KeyValuePair<ulong, TValue>> IEnumerable<KeyValuePair<ulong, TValue>>.GetEnumerator() => new PagingRadixEnumerator<TValue>(source, window, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new PagingRadixEnumerator<TValue>(source, window, batchNumber);
}
