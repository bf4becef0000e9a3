using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>The blocks that contain an address, the shortest first. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="CidrContainingEnumerator{TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads some blocks per short section and looks for the longer ones then.
/// </remarks>
public readonly struct CidrContainingView<TValue> : IEnumerable<CidrEntry<TValue>>
{
    private readonly IPrefixSource source;
    private readonly byte[] address;
    private readonly long batchNumber;

    internal CidrContainingView(IPrefixSource source, byte[] address, long batchNumber = 0)
    {
        this.source = source;
        this.address = address;
        this.batchNumber = batchNumber;
    }

    /// <summary>Begins an enumeration.</summary>
    public CidrContainingEnumerator<TValue> GetEnumerator() => new(source, address, bits: 0, batchNumber);

    IEnumerator<CidrEntry<TValue>> IEnumerable<CidrEntry<TValue>>.GetEnumerator() => new CidrContainingPages<TValue>(source, address, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new CidrContainingPages<TValue>(source, address, batchNumber);
}
