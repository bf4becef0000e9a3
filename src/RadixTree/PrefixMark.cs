using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Concurrent;

/// <summary>The first bytes of what is left of a key, as a number that compares as they do.</summary>
/// <remarks>
/// The upper 7 bytes are the first 7 of the rest, zero padded; the lowest is the length of the rest, or 8 where it is longer than 7. So of two different marks the lower belongs to the lower key, and equal marks belong
/// to equal keys unless there is more behind the marked bytes.
/// </remarks>
internal static class PrefixMark
{
    /// <summary>Bytes of a key in a mark.</summary>
    internal const int Bytes = 7;

    /// <summary>The mark of what a key has from <paramref name="depth"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Of(ReadOnlySpan<byte> key, int depth)
    {
        ulong word = Load(key, depth);
        return (word & ~0xFFUL) | (uint)int.Min(key.Length - depth, Bytes + 1);
    }

    /// <summary>Whether a mark says all about the key that it is of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsWhole(ulong mark) => (mark & 0xFF) <= Bytes;

    /// <summary>The 8 bytes of a key from <paramref name="at"/> on, the first one uppermost, zero padded. <paramref name="at"/> is at most the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load(ReadOnlySpan<byte> key, int at)
    {
        int left = key.Length - at;
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(key), at);
        if (left >= 8)
        {
            ulong word = Unsafe.ReadUnaligned<ulong>(ref first);
            return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;
        }

        return LoadShort(ref first, left);
    }

    private static ulong LoadShort(ref byte first, int left)
    {
        if (left >= 4)
        {
            // Two halves that may overlap: where they do they agree.
            uint high = Unsafe.ReadUnaligned<uint>(ref first), low = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, left - 4));
            if (BitConverter.IsLittleEndian) (high, low) = (BinaryPrimitives.ReverseEndianness(high), BinaryPrimitives.ReverseEndianness(low));
            return ((ulong)high << 32) | ((ulong)low << (64 - (8 * left)));
        }

        if (left <= 0) return 0;
        return ((ulong)first << 56) | ((ulong)Unsafe.Add(ref first, left >> 1) << (56 - (8 * (left >> 1)))) | ((ulong)Unsafe.Add(ref first, left - 1) << (64 - (8 * left)));
    }

    /// <summary>Which of the first <paramref name="count"/> marks are equal to this one: a bit each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static uint Equal(ref ulong marks, int count, ulong mark)
    {
        uint equal = 0;
        if (Vector512.IsHardwareAccelerated)
        {
            // In a leaf of 4 this reads some of the cells, too: they are part of the same object, and masked.
            Vector512<ulong> wanted = Vector512.Create(mark);
            equal = (uint)Vector512.Equals(Vector512.LoadUnsafe(ref marks), wanted).ExtractMostSignificantBits();
            for (int at = 8; at < count; at += 8) equal |= (uint)Vector512.Equals(Vector512.LoadUnsafe(ref marks, (nuint)at), wanted).ExtractMostSignificantBits() << at;
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vector256<ulong> wanted = Vector256.Create(mark);
            for (int at = 0; at < count; at += 4) equal |= Vector256.Equals(Vector256.LoadUnsafe(ref marks, (nuint)at), wanted).ExtractMostSignificantBits() << at;
        }
        else
        {
            for (int at = 0; at < count; at++) equal |= Unsafe.Add(ref marks, at) == mark ? 1U << at : 0;
        }

        return equal & Taken(count);
    }

    /// <summary>Which of the first <paramref name="count"/> marks are equal to this one, and how many are below it.</summary>
    internal static uint Search(ref ulong marks, int count, ulong mark, out int below)
    {
        uint less = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<ulong> wanted = Vector256.Create(mark);
            for (int at = 0; at < count; at += 4) less |= Vector256.LessThan(Vector256.LoadUnsafe(ref marks, (nuint)at), wanted).ExtractMostSignificantBits() << at;
        }
        else
        {
            for (int at = 0; at < count; at++) less |= Unsafe.Add(ref marks, at) < mark ? 1U << at : 0;
        }

        below = BitOperations.PopCount(less & Taken(count));
        return Equal(ref marks, count, mark);
    }

    private static uint Taken(int count) => (uint)((1UL << count) - 1);
}
