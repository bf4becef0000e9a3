using System;
using System.Collections.Generic;
using System.Globalization;

namespace Concurrent;

/// <summary>Orders spans of characters among strings, exactly as the framework's string comparers order strings.</summary>
internal sealed class StringSpanComparer : IAlternateComparer<ReadOnlySpan<char>, string>
{
    private static readonly StringSpanComparer Ordinal = new(null, CompareOptions.Ordinal);
    private static readonly StringSpanComparer OrdinalIgnoreCase = new(null, CompareOptions.OrdinalIgnoreCase);

    /// <summary>Null for ordinal order.</summary>
    private readonly CompareInfo? culture;
    private readonly CompareOptions options;

    private StringSpanComparer(CompareInfo? culture, CompareOptions options)
    {
        this.culture = culture;
        this.options = options;
    }

    /// <summary>What orders spans as <paramref name="comparer"/> orders strings, if that can be known: for comparers of the framework.</summary>
    internal static StringSpanComparer? For(StringComparer comparer)
    {
        if (StringComparer.IsWellKnownOrdinalComparer(comparer, out bool ignoreCase)) return ignoreCase ? OrdinalIgnoreCase : Ordinal;
        return StringComparer.IsWellKnownCultureAwareComparer(comparer, out CompareInfo? culture, out CompareOptions options) ? new StringSpanComparer(culture, options) : null;
    }

    public int Compare(ReadOnlySpan<char> alternate, string key)
    {
        if (culture is not null) return culture.Compare(alternate, key, options);
        return options == CompareOptions.Ordinal ? alternate.SequenceCompareTo(key) : alternate.CompareTo(key, StringComparison.OrdinalIgnoreCase);
    }

    public string Create(ReadOnlySpan<char> alternate) => alternate.ToString();
}
