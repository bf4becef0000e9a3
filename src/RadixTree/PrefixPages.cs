using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The entries of a window, in pages.</summary>
internal sealed class PrefixPages<TValue> : PageEnumerator<PrefixEntry<TValue>>
{
    private readonly IPrefixSource source;
    private readonly PrefixRange range;
    private readonly long batchNumber;
    private PrefixRange rest;

    internal PrefixPages(IPrefixSource source, PrefixRange range, long batchNumber = 0)
    {
        this.source = source;
        this.range = range;
        this.batchNumber = batchNumber;
        rest = range;
    }

    private protected override void Restart() => rest = range;

    private protected override int Fill(PrefixEntry<TValue>[] page, out bool more)
    {
        more = false;
        if (source is null) return 0; // the view is a default one
        using var entries = new PrefixEnumerator<TValue>(source, rest.Window, batchNumber);
        int filled = 0;
        while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        if (filled == page.Length)
        {
            rest = rest.Beyond(page[filled - 1].Bytes);
            more = true;
        }

        return filled;
    }
}
