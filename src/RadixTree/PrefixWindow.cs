using System;

namespace Concurrent;

/// <summary>Which keys an enumeration asks for, and in which order, by bytes that belong to somebody else.</summary>
internal readonly ref struct PrefixWindow
{
    /// <summary>The lower end, if there is one.</summary>
    internal ReadOnlySpan<byte> Low { get; init; }

    /// <summary>The upper end, if there is one.</summary>
    internal ReadOnlySpan<byte> High { get; init; }

    internal PrefixBound LowBound { get; init; }

    internal PrefixBound HighBound { get; init; }

    /// <summary>All keys of the window agree in so many bytes with its ends; 0 unless it is one of keys that begin alike.</summary>
    internal int Shared { get; init; }

    internal bool Descending { get; init; }

    /// <summary>The keys that begin with <paramref name="prefix"/>.</summary>
    internal static PrefixWindow Of(ReadOnlySpan<byte> prefix) =>
        new() { Low = prefix, LowBound = PrefixBound.Inclusive, High = prefix, HighBound = PrefixBound.Prefix, Shared = prefix.Length };

    /// <summary>The keys from <paramref name="first"/> on.</summary>
    internal static PrefixWindow From(ReadOnlySpan<byte> first) => new() { Low = first, LowBound = PrefixBound.Inclusive };

    /// <summary>What is left of an ascending one beyond a key that was reported.</summary>
    internal PrefixWindow Beyond(ReadOnlySpan<byte> key) =>
        new() { Low = key, LowBound = PrefixBound.Exclusive, High = High, HighBound = HighBound, Shared = Shared };

    /// <summary>Whether a key is not above the upper end.</summary>
    internal static bool IsUpTo(ReadOnlySpan<byte> key, ReadOnlySpan<byte> high, PrefixBound bound) => bound switch
    {
        PrefixBound.Inclusive => key.SequenceCompareTo(high) <= 0,
        PrefixBound.Exclusive => key.SequenceCompareTo(high) < 0,
        PrefixBound.Prefix => key[..int.Min(key.Length, high.Length)].SequenceCompareTo(high) <= 0,
        _ => true,
    };
}
