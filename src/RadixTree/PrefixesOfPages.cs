using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The stored prefixes of a key, in pages.</summary>
internal sealed class PrefixesOfPages<TValue>(IPrefixSource source, byte[] key, long batchNumber = 0) : PageEnumerator<PrefixEntry<TValue>>(pageSize: 8)
{
    private int shortest;

    private protected override void Restart() => shortest = 0;

    private protected override int Fill(PrefixEntry<TValue>[] page, out bool more)
    {
        more = false;
        if (source is null) return 0; // the view is a default one
        using var entries = new PrefixesOfEnumerator<TValue>(source, key, shortest, batchNumber);
        int filled = 0;
        while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        if (filled > 0) shortest = page[filled - 1].Bytes.Length + 1;
        more = filled == page.Length && shortest <= key.Length;
        return filled;
    }
}
