using System;
using System.Numerics;

namespace Concurrent;

/// <summary>What is asked of a search for a gap: so many free keys, in a window, the first of them a multiple of something.</summary>
internal readonly struct GapRequest<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>How many keys beyond the first: a size of the whole key space could not be said.</summary>
    internal readonly TKey Span;
    internal readonly TKey WindowFirst;
    internal readonly TKey WindowLast;
    private readonly TKey alignment;

    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    internal GapRequest(TKey size, TKey? windowFirst, TKey? windowLast, TKey? alignment)
    {
        WindowFirst = windowFirst ?? TKey.MinValue;
        WindowLast = windowLast ?? TKey.MaxValue;
        this.alignment = alignment ?? TKey.One;
        if (WindowLast < WindowFirst) throw new ArgumentException($"The window ends at {WindowLast}, before it begins at {WindowFirst}.", nameof(windowLast));
        if (size == TKey.Zero) throw new ArgumentOutOfRangeException(nameof(size), size, "A range has one key at least.");
        Span = size - TKey.One;
        if (Span > WindowLast - WindowFirst) throw new ArgumentOutOfRangeException(nameof(size), size, "More than the window has keys.");
        if (this.alignment == TKey.Zero) throw new ArgumentOutOfRangeException(nameof(alignment), alignment, "Nothing is a multiple of 0 but 0 itself.");
    }

    private GapRequest(in GapRequest<TKey> request, TKey from)
    {
        this = request;
        WindowFirst = from;
    }

    /// <summary>How many keys, at most the greatest key.</summary>
    internal TKey Size => Span + TKey.One;

    /// <summary>The same from a later key of the window on.</summary>
    internal GapRequest<TKey> From(TKey from) => new(this, from);

    /// <summary>Finds the lowest place in a gap.</summary>
    internal bool TryLowest(TKey gapFirst, TKey gapLast, out TKey first)
    {
        first = TKey.Max(gapFirst, WindowFirst);
        TKey last = TKey.Min(gapLast, WindowLast);
        if (last < first || last - first < Span) return false;
        TKey beyond = alignment == TKey.One ? TKey.Zero : first % alignment;
        if (beyond == TKey.Zero) return true;
        TKey step = alignment - beyond;
        if (last - first - Span < step) return false;
        first += step;
        return true;
    }

    /// <summary>Finds the highest place in a gap.</summary>
    internal bool TryHighest(TKey gapFirst, TKey gapLast, out TKey first)
    {
        TKey low = TKey.Max(gapFirst, WindowFirst), last = TKey.Min(gapLast, WindowLast);
        first = default;
        if (last < low || last - low < Span) return false;
        first = last - Span;
        TKey beyond = alignment == TKey.One ? TKey.Zero : first % alignment;
        if (first - low < beyond) return false;
        first -= beyond;
        return true;
    }
}
