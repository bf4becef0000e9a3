using System;
using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>All entries as pairs, in pages.</summary>
internal sealed class PrefixPairPages<TValue>(IPrefixSource source) : PageEnumerator<KeyValuePair<ReadOnlyMemory<byte>, TValue>>
{
    private PrefixRange rest;

    private protected override void Restart() => rest = PrefixRange.All;

    private protected override int Fill(KeyValuePair<ReadOnlyMemory<byte>, TValue>[] page, out bool more)
    {
        using var entries = new PrefixEnumerator<TValue>(source, rest.Window);
        int filled = 0;
        while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current.Pair;
        more = filled == page.Length;
        if (more) rest = rest.Beyond(entries.Current.Bytes);
        return filled;
    }
}
