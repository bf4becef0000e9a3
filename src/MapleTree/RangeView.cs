using System.Collections;
using System.Collections.Generic;
using System.Numerics;

namespace Concurrent;

/// <summary>The ranges of a tree or a snapshot that reach into a window of keys, ascending or descending, with or without the gaps between them. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// Ranges are reported whole, also where they reach beyond the window. <c>foreach</c> uses the allocation-free <see cref="RangeEnumerator{TKey,TValue}"/>, in one read section. LINQ and
/// everything else that takes an <see cref="IEnumerable{T}"/> gets an enumerator that reads about 64 ranges per short section and seeks on by key.
/// </remarks>
public readonly struct RangeView<TKey, TValue> : IEnumerable<RangeEntry<TKey, TValue>>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly IRangeSource source;
    private readonly RangeWindow<TKey> window;
    private readonly long batchNumber;

    internal RangeView(IRangeSource source, RangeWindow<TKey> window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
    }

    /// <summary>Begins an enumeration.</summary>
    public RangeEnumerator<TKey, TValue> GetEnumerator() => new(source, window, batchNumber);

    IEnumerator<RangeEntry<TKey, TValue>> IEnumerable<RangeEntry<TKey, TValue>>.GetEnumerator() => new PagingRangeEnumerator<TKey, TValue>(source, window, batchNumber);

    IEnumerator IEnumerable.GetEnumerator() => new PagingRangeEnumerator<TKey, TValue>(source, window, batchNumber);
}
