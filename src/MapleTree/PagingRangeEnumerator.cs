using System.Numerics;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The ranges of a window, in pages.</summary>
internal sealed class PagingRangeEnumerator<TKey, TValue> : PageEnumerator<RangeEntry<TKey, TValue>>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly IRangeSource source;
    private readonly RangeWindow<TKey> window;
    private readonly long batchNumber;
    private RangeWindow<TKey> rest;

    internal PagingRangeEnumerator(IRangeSource source, RangeWindow<TKey> window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
        rest = window;
    }

    private protected override void Restart() => rest = window;

    private protected override int Fill(RangeEntry<TKey, TValue>[] page, out bool more)
    {
        more = false;
        if (source is null) return 0; // the view is a default one
        int filled = 0;
        using (var ranges = new RangeEnumerator<TKey, TValue>(source, rest, batchNumber))
        {
            while (filled < page.Length && ranges.MoveNext()) page[filled++] = ranges.Current;
        }

        if (filled == page.Length) more = rest.TryGetRest(page[filled - 1], out rest);
        return filled;
    }
}
