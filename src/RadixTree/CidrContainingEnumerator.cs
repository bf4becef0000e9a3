using System;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the blocks that contain an address, the shortest first, for <c>foreach</c>. Allocates nothing, unless <see cref="CidrEntry{TValue}.Network"/> is asked for.</summary>
/// <remarks>
/// <para>Over a live table it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>. A block that is there throughout is reported; others may or may not be. The body of the loop may
/// write to the table.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct CidrContainingEnumerator<TValue>
{
    private readonly IPrefixSource source;

    /// <summary>The open batch that is being read; else null.</summary>
    private readonly PrefixCore<TValue>? batch;
    private readonly long batchNumber;
    private readonly ReadOnlySpan<byte> address;
    private CidrEntry<TValue> current;

    /// <summary>Bits of the shortest block that has not been passed.</summary>
    private int bits;
    private bool finished;
    private ReaderSlot? section;

    internal CidrContainingEnumerator(IPrefixSource source, ReadOnlySpan<byte> address, int bits, long batchNumber)
    {
        this.source = source;
        this.address = address;
        this.bits = bits;
        this.batchNumber = batchNumber;
        batch = source as PrefixCore<TValue>;
    }

    /// <summary>The entry that the last <see cref="MoveNext"/> found.</summary>
    public readonly CidrEntry<TValue> Current => current;

    /// <summary>Goes to the next longer block. O(depth).</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The table's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose blocks are enumerated has ended.</exception>
    public bool MoveNext()
    {
        if (source is null || finished) return false; // default: nothing to enumerate
        section ??= source.SectionDomain?.EnterLoose();
        batch?.ThrowIfUnreadable(batchNumber);
        if (!CidrNext<TValue>.TryFind(ref source.Root, address, bits, out CidrEntry<TValue> next))
        {
            finished = true;
            return false;
        }

        current = next;
        bits = CidrKey.Bits(next.Bytes) + 1;
        return true;
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        finished = true;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }
}
