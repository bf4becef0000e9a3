using System.Threading;

namespace Stress.Trees;

/// <summary>Who holds each unit of something that is given out. Beside the tree, and simpler than it.</summary>
internal sealed class Claims(int size)
{
    private readonly int[] holders = new int[size];

    internal int Size => holders.Length;

    /// <summary>Claims a unit that was given out.</summary>
    /// <returns>0, or who holds it already.</returns>
    internal int Take(ulong unit, int holder) => unit >= (ulong)holders.Length ? -1 : Interlocked.CompareExchange(ref holders[unit], holder, 0);

    /// <summary>Lets go of a unit, before it is given back.</summary>
    internal void Release(ulong unit) => Volatile.Write(ref holders[unit], 0);

    internal bool IsFree(ulong unit) => Volatile.Read(ref holders[unit]) == 0;

    /// <summary>The lowest free run of a window by the claims; for a caller who alone takes and releases units there.</summary>
    internal ulong? FindLowest(ulong first, ulong last, ulong size, ulong alignment)
    {
        for (ulong start = ((first + alignment - 1) / alignment) * alignment; start + size - 1 <= last; start += alignment)
        {
            if (IsRunFree(start, size)) return start;
        }

        return null;
    }

    /// <summary>The highest one.</summary>
    internal ulong? FindHighest(ulong first, ulong last, ulong size, ulong alignment)
    {
        if (last + 1 < first + size) return null;
        for (ulong start = ((last + 1 - size) / alignment) * alignment; start >= first; start -= alignment)
        {
            if (IsRunFree(start, size)) return start;
            if (start < alignment) break;
        }

        return null;
    }

    private bool IsRunFree(ulong start, ulong size)
    {
        for (ulong unit = start; unit < start + size; unit++)
        {
            if (!IsFree(unit)) return false;
        }

        return true;
    }
}
