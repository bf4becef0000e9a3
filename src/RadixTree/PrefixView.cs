using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Some of the entries of a prefix tree, a snapshot or a batch: those that begin alike, or those of a range of keys, ascending or descending. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="PrefixEnumerator{TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads about 64 entries per short section and seeks on by key.
/// </remarks>
public readonly struct PrefixView<TValue> : IEnumerable<PrefixEntry<TValue>>
{
    private readonly IPrefixSource source;
    private readonly PrefixRange range;
    private readonly long batchNumber;

    internal PrefixView(IPrefixSource source, PrefixRange range, long batchNumber = 0)
    {
        this.source = source;
        this.range = range;
        this.batchNumber = batchNumber;
    }

    /// <summary>The same entries, from the last to the first.</summary>
    public PrefixView<TValue> Descending() => new(source, range with { Descending = true }, batchNumber);

    /// <summary>Begins an enumeration.</summary>
    public PrefixEnumerator<TValue> GetEnumerator() => new(source, range.Window, batchNumber);

    IEnumerator<PrefixEntry<TValue>> IEnumerable<PrefixEntry<TValue>>.GetEnumerator() => new PrefixPages<TValue>(source, range, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new PrefixPages<TValue>(source, range, batchNumber);
}
