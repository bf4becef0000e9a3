using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Concurrent;

/// <summary>The beginning of what is left of a key, as a number: its first seven bytes, big-endian, padded with zeros, and below them its length, or 8 if there is more.</summary>
/// <remarks>Marks compare as the bytes do that they are made of. Equal ones are of equal bytes, unless they are long (<see cref="IsLong"/>): then the rest decides.</remarks>
internal static class PrefixMark
{
    /// <summary>Bytes that a mark holds.</summary>
    internal const int Bytes = 7;

    private const int More = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(ReadOnlySpan<byte> suffix)
    {
        if (suffix.Length >= 8) return (BinaryPrimitives.ReadUInt64BigEndian(suffix) & ~0xFFUL) | More;
        return OfShort(ref MemoryMarshal.GetReference(suffix), suffix.Length);
    }

    /// <summary>Whether the mark is of more bytes than it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsLong(ulong mark) => (byte)mark == More;

    /// <summary>Length of what the mark is of, or 8 if there is more than it holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Length(ulong mark) => (byte)mark;

    /// <summary>Whether what <paramref name="mark"/> holds is where <paramref name="whole"/> begins; of a long one the rest has to be compared as well.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Begins(ulong mark, ulong whole)
    {
        int length = Length(mark);
        if (length > Length(whole)) return false;
        return BitOperations.LeadingZeroCount((mark ^ whole) | 0xFF) >= 8 * Math.Min(length, Bytes);
    }

    /// <summary>Up to seven bytes, without reading beyond them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong OfShort(ref byte first, int length)
    {
        ulong bytes;
        if (length >= 4)
        {
            uint high = Unsafe.ReadUnaligned<uint>(ref first);
            uint low = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4)); // the last four, which overlap the first
            if (BitConverter.IsLittleEndian)
            {
                high = BinaryPrimitives.ReverseEndianness(high);
                low = BinaryPrimitives.ReverseEndianness(low);
            }

            bytes = ((ulong)high << 32) | ((ulong)low << (64 - (8 * length)));
        }
        else
        {
            bytes = 0;
            if (length > 0) bytes = (ulong)first << 56;
            if (length > 1) bytes |= (ulong)Unsafe.Add(ref first, 1) << 48;
            if (length > 2) bytes |= (ulong)Unsafe.Add(ref first, 2) << 40;
        }

        return bytes | (uint)length;
    }
}
