using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>The stored prefixes of a key, the shortest first. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="PrefixesOfEnumerator{TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads some prefixes per short section and looks for the longer ones then.
/// </remarks>
public readonly struct PrefixesOfView<TValue> : IEnumerable<PrefixEntry<TValue>>
{
    private readonly IPrefixSource source;
    private readonly byte[] key;
    private readonly long batchNumber;

    internal PrefixesOfView(IPrefixSource source, byte[] key, long batchNumber = 0)
    {
        this.source = source;
        this.key = key;
        this.batchNumber = batchNumber;
    }

    /// <summary>Begins an enumeration.</summary>
    public PrefixesOfEnumerator<TValue> GetEnumerator() => new(source, key, shortest: 0, batchNumber);

    IEnumerator<PrefixEntry<TValue>> IEnumerable<PrefixEntry<TValue>>.GetEnumerator() => new PrefixesOfPages<TValue>(source, key, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new PrefixesOfPages<TValue>(source, key, batchNumber);
}
