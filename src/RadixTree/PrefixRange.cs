using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

/// <summary>Which keys an enumeration asks for, and in which order, in a form that can be kept.</summary>
/// <param name="Low">The lower end, if there is one.</param>
/// <param name="LowBound">What it lets in.</param>
/// <param name="High">The upper end, if there is one.</param>
/// <param name="HighBound">What it lets in.</param>
/// <param name="Shared">See <see cref="PrefixWindow.Shared"/>.</param>
/// <param name="Descending">The order.</param>
internal readonly record struct PrefixRange(byte[]? Low, PrefixBound LowBound, byte[]? High, PrefixBound HighBound, int Shared, bool Descending)
{
    internal static PrefixRange All => default;

    internal static PrefixRange AllDescending => new() { Descending = true };

    internal PrefixWindow Window =>
        new() { Low = Low, LowBound = LowBound, High = High, HighBound = HighBound, Shared = Shared, Descending = Descending };

    /// <summary>The keys that begin with <paramref name="prefix"/>, which is kept.</summary>
    internal static PrefixRange Of(byte[] prefix) => new(prefix, PrefixBound.Inclusive, prefix, PrefixBound.Prefix, prefix.Length, Descending: false);

    /// <summary>The keys from <paramref name="first"/> on, which is kept.</summary>
    internal static PrefixRange From(byte[] first) => new() { Low = first, LowBound = PrefixBound.Inclusive };

    /// <summary>The keys up to <paramref name="last"/>, which is kept.</summary>
    internal static PrefixRange UpTo(byte[] last) => new() { High = last, HighBound = PrefixBound.Inclusive };

    /// <summary>The keys from <paramref name="first"/> to <paramref name="last"/>, which are kept.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    internal static PrefixRange Of(byte[] first, byte[] last, bool descending = false)
    {
        if (last.AsSpan().SequenceCompareTo(first) < 0) Throw();
        return new PrefixRange(first, PrefixBound.Inclusive, last, PrefixBound.Inclusive, Shared: 0, descending);

        [DoesNotReturn]
        static void Throw() => throw new ArgumentException("The last key is less than the first.", nameof(last));
    }

    /// <summary>What is left beyond a key that was reported.</summary>
    internal PrefixRange Beyond(byte[] key) => Descending ? this with { High = key, HighBound = PrefixBound.Exclusive } : this with { Low = key, LowBound = PrefixBound.Exclusive };
}
