using System;
using System.Numerics;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the allocated ids in ascending order, for <c>foreach</c>. Allocates nothing.</summary>
/// <remarks>
/// Holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>. Yields every id that is allocated throughout, none twice, and none that was not allocated at some moment meanwhile.
/// The body of the loop may allocate and free. Do not copy one: the copy would end the section a second time.
/// </remarks>
public ref struct IdEnumerator
{
    private readonly IdCore ids;
    private readonly ulong last;
    private ulong word;
    private ulong bits;
    private ulong mask;
    private bool finished;
    private ReaderSlot? section;

    internal IdEnumerator(IdCore ids, ulong first, ulong last)
    {
        this.ids = ids;
        this.last = last;
        word = IdWords.Of(first);
        mask = ulong.MaxValue << (int)(first & 63);
        Current = 0;
    }

    /// <summary>The id that the last <see cref="MoveNext"/> found.</summary>
    public ulong Current { get; private set; }

    /// <summary>Goes to the next id.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool MoveNext()
    {
        while (bits == 0)
        {
            if (finished || !MoveToWord())
            {
                finished = true;
                return false;
            }
        }

        // The word is the one before the next to be looked at.
        ulong id = ((word - 1) << 6) + (ulong)BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        if (id > last)
        {
            bits = 0;
            finished = true;
            return false;
        }

        Current = id;
        return true;
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        finished = true;
        bits = 0;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose();
    }

    private bool MoveToWord()
    {
        if (ids is null) return false;
        section ??= ids.Domain.EnterLoose(); // R1
        while (word <= IdWords.Of(last))
        {
            bool found = ids.TryGetAllocated(word, out bits, out ulong end);
            bits = found ? bits & mask : 0;
            mask = ulong.MaxValue;
            word = end + 1; // there are fewer words than numbers
            if (found) return true;
        }

        return false;
    }
}
