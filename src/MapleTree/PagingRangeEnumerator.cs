using System;
using System.Collections;
using System.Collections.Generic;
using System.Numerics;

namespace Concurrent;

/// <summary>Enumerates in pages: copies some ranges inside a short section, then seeks on behind the last of them. Freezes nothing and may be kept for as long as one likes.</summary>
internal sealed class PagingRangeEnumerator<TKey, TValue> : IEnumerator<RangeEntry<TKey, TValue>>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private const int PageSize = 64;

    private readonly IRangeSource source;
    private readonly RangeWindow<TKey> window;
    private readonly long batchNumber;
    private readonly RangeEntry<TKey, TValue>[] page = new RangeEntry<TKey, TValue>[PageSize];
    private RangeWindow<TKey> rest;
    private int count;
    private int next;
    private bool last;

    internal PagingRangeEnumerator(IRangeSource source, RangeWindow<TKey> window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
        rest = window;
    }

    public RangeEntry<TKey, TValue> Current { get; private set; }

    object IEnumerator.Current => Current;

    public bool MoveNext()
    {
        if (next == count && !Fill()) return false;
        Current = page[next++];
        return true;
    }

    public void Reset()
    {
        rest = window;
        count = next = 0;
        last = false;
    }

    public void Dispose()
    {
        last = true;
        count = next = 0;
        Array.Clear(page);
    }

    private bool Fill()
    {
        count = next = 0;
        if (last || source is null) return false;
        using (var ranges = new RangeEnumerator<TKey, TValue>(source, rest, batchNumber))
        {
            while (count < PageSize && ranges.MoveNext()) page[count++] = ranges.Current;
        }

        Array.Clear(page, count, PageSize - count); // what an earlier page held there should not be kept alive
        last = count < PageSize || !rest.TryGetRest(page[count - 1], out rest);
        return count > 0;
    }
}
