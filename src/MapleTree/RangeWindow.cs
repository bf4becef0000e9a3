using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Concurrent;

/// <summary>What an enumeration asks for: the keys between two, both included, in which order, and whether gaps count.</summary>
internal readonly record struct RangeWindow<TKey>(TKey First, TKey Last, bool Gaps, bool Descending)
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Whether it is what is left of a window: the ranges before it were reported, and a range that reaches back is reported without what it has there.</summary>
    internal bool IsRest { get; init; }

    internal static RangeWindow<TKey> All(bool gaps, bool descending) => new(TKey.MinValue, TKey.MaxValue, gaps, descending);

    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    internal static RangeWindow<TKey> Of(TKey first, TKey last, bool gaps, bool descending)
    {
        ThrowIfReversed(first, last);
        return new RangeWindow<TKey>(first, last, gaps, descending);
    }

    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    internal static void ThrowIfReversed(TKey first, TKey last)
    {
        if (last < first) Throw(first, last);

        [DoesNotReturn]
        static void Throw(TKey first, TKey last) => throw new ArgumentException($"The last key, {last}, is less than the first, {first}.", nameof(last));
    }

    /// <summary>What is left behind a range that was reported.</summary>
    /// <returns>Whether there is anything.</returns>
    internal bool TryGetRest<TValue>(in RangeEntry<TKey, TValue> reported, out RangeWindow<TKey> rest)
    {
        rest = this;
        if (Descending ? reported.First <= First : reported.Last >= Last) return false;
        rest = Descending ? this with { Last = reported.First - TKey.One, IsRest = true } : this with { First = reported.Last + TKey.One, IsRest = true };
        return true;
    }
}
