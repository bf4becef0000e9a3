using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Lexicographic order of byte strings, as <c>memcmp</c> has it: byte by byte, unsigned; a prefix comes before what it is a prefix of.</summary>
/// <remarks>
/// The order of <c>byte[]</c> and <see cref="ReadOnlyMemory{T}"/> keys unless another comparer is named: they have no natural order. A key must not be changed while
/// it is in a tree. Look-ups by <see cref="ReadOnlySpan{T}"/> make no key; a key that is added by a span is a copy of it.
/// </remarks>
/// <example><code>
/// var blobs = new BPlusTree&lt;byte[], string&gt;(ByteStringComparer.Instance);
/// var bySpan = blobs.GetAlternateLookup&lt;ReadOnlySpan&lt;byte&gt;&gt;();
/// bySpan["header"u8] = "first";
/// bool found = bySpan.ContainsKey("header"u8);   // true, and nothing was allocated
/// </code></example>
public sealed class ByteStringComparer :
    IComparer<byte[]>, IComparer<ReadOnlyMemory<byte>>, IAlternateComparer<ReadOnlySpan<byte>, byte[]>, IAlternateComparer<ReadOnlySpan<byte>, ReadOnlyMemory<byte>>
{
    private ByteStringComparer()
    {
    }

    /// <summary>The only one.</summary>
    public static ByteStringComparer Instance { get; } = new();

    /// <summary>Compares two byte strings. Null comes before all others.</summary>
    public int Compare(byte[]? x, byte[]? y)
    {
        if (ReferenceEquals(x, y)) return 0;
        if (x is null) return -1;
        return y is null ? 1 : x.AsSpan().SequenceCompareTo(y);
    }

    /// <summary>Compares two byte strings.</summary>
    public int Compare(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceCompareTo(y.Span);

    /// <summary>Compares two byte strings.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public int Compare(ReadOnlySpan<byte> alternate, byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return alternate.SequenceCompareTo(key);
    }

    /// <summary>Compares two byte strings.</summary>
    public int Compare(ReadOnlySpan<byte> alternate, ReadOnlyMemory<byte> key) => alternate.SequenceCompareTo(key.Span);

    /// <summary>Copies the bytes.</summary>
    public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

    /// <summary>Copies the bytes.</summary>
    ReadOnlyMemory<byte> IAlternateComparer<ReadOnlySpan<byte>, ReadOnlyMemory<byte>>.Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
}
