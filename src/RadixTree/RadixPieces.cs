using System.Numerics;

namespace Concurrent;

/// <summary>The fewest aligned powers of two that make up a range, in ascending order.</summary>
internal struct RadixPieces
{
    private readonly ulong last;
    private ulong next;
    private bool done;

    internal RadixPieces(ulong first, ulong last)
    {
        next = first;
        this.last = last;
    }

    /// <summary>The first index of the piece.</summary>
    internal ulong First { get; private set; }

    /// <summary>The piece has 2^this indices.</summary>
    internal int Order { get; private set; }

    /// <summary>The last index of the piece.</summary>
    internal readonly ulong Last => First + ((1UL << Order) - 1);

    internal bool MoveNext()
    {
        if (done) return false;
        ulong more = last - next;
        int fits = more == ulong.MaxValue ? 63 : BitOperations.Log2(more + 1), aligned = next == 0 ? 63 : BitOperations.TrailingZeroCount(next);
        First = next;
        Order = int.Min(fits, aligned);
        done = Last == last;
        next = Last + 1;
        return true;
    }
}
