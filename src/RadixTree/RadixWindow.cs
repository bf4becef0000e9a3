using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

/// <summary>What an enumeration asks for: the entries that hold an index of a window, both ends included; in which order; and with which tag, -1 for any entry.</summary>
internal readonly record struct RadixWindow(ulong First, ulong Last, int Tag, bool Descending)
{
    /// <summary>Whether it is what is left of a window: an entry that reaches back over what was reported is reported without that.</summary>
    internal bool IsRest { get; init; }

    internal static RadixWindow All => new(ulong.MinValue, ulong.MaxValue, Tag: -1, Descending: false);

    internal static RadixWindow AllDescending => All with { Descending = true };

    internal static RadixWindow Tagged(int tag) => All with { Tag = tag };

    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    internal static RadixWindow Of(ulong first, ulong last, int tag = -1, bool descending = false)
    {
        ThrowIfReversed(first, last);
        return new RadixWindow(first, last, tag, descending);
    }

    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    internal static void ThrowIfReversed(ulong first, ulong last)
    {
        if (last < first) Throw(first, last);

        [DoesNotReturn]
        static void Throw(ulong first, ulong last) => throw new ArgumentException($"The last index, {last}, is less than the first, {first}.", nameof(last));
    }

    /// <summary>What is left beyond an entry that was reported.</summary>
    /// <returns>Whether there is anything.</returns>
    internal bool TryGetRest(ulong reportedFirst, ulong reportedLast, out RadixWindow rest)
    {
        rest = this;
        if (Descending ? reportedFirst <= First : reportedLast >= Last) return false;
        rest = Descending ? this with { Last = reportedFirst - 1, IsRest = true } : this with { First = reportedLast + 1, IsRest = true };
        return true;
    }
}
