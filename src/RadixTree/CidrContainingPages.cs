using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The blocks that contain an address, in pages.</summary>
internal sealed class CidrContainingPages<TValue>(IPrefixSource source, byte[] address, long batchNumber) : PageEnumerator<CidrEntry<TValue>>(pageSize: 8)
{
    private int bits;

    private protected override void Restart() => bits = 0;

    private protected override int Fill(CidrEntry<TValue>[] page, out bool more)
    {
        using var entries = new CidrContainingEnumerator<TValue>(source, address, bits, batchNumber);
        int filled = 0;
        while (filled < page.Length && entries.MoveNext()) page[filled++] = entries.Current;
        more = filled == page.Length;
        if (more) bits = CidrKey.Bits(page[filled - 1].Bytes) + 1;
        return filled;
    }
}
