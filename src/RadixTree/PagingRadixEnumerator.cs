using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The entries of a window, in pages.</summary>
internal sealed class PagingRadixEnumerator<TValue> : PageEnumerator<KeyValuePair<ulong, TValue>>
{
    private readonly IRadixSource source;
    private readonly RadixWindow window;
    private readonly long batchNumber;
    private RadixWindow rest;

    internal PagingRadixEnumerator(IRadixSource source, RadixWindow window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
        rest = window;
    }

    private protected override void Restart() => rest = window;

    private protected override int Fill(KeyValuePair<ulong, TValue>[] page, out bool more)
    {
        more = false;
        if (source is null) return 0; // the view is a default one
        using var entries = new RadixEnumerator<TValue>(source, rest, batchNumber);
        int filled = 0;
        while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        if (filled == page.Length) more = rest.TryGetRest(page[filled - 1].Key, entries.CurrentLast, out rest);
        return filled;
    }
}
