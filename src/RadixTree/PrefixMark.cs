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
        ref byte first = ref MemoryMarshal.GetReference(key);
        if (key.Length >= 8)
        {
            // Near the end the last 8 bytes are taken and shifted. The only branch is by the length of the key, the same all the way down.
            int from = int.Min(at, key.Length - 8), half = (at - from) << 2;
            ulong word = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, from));
            if (BitConverter.IsLittleEndian) word = BinaryPrimitives.ReverseEndianness(word);
            return word << half << half; // in two steps: 64 at once would be none
        }

        return LoadShort(ref first, key.Length) << (8 * at);
    }

    /// <summary>All of a key of less than 8 bytes.</summary>
    private static ulong LoadShort(ref byte first, int length)
    {
        if (length >= 4)
        {
            // Two halves that may overlap: where they do they agree.
            uint high = Unsafe.ReadUnaligned<uint>(ref first), low = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, length - 4));
            if (BitConverter.IsLittleEndian) (high, low) = (BinaryPrimitives.ReverseEndianness(high), BinaryPrimitives.ReverseEndianness(low));
            return ((ulong)high << 32) | ((ulong)low << (64 - (8 * length)));
        }

        if (length <= 0) return 0;
        return ((ulong)first << 56) | ((ulong)Unsafe.Add(ref first, length >> 1) << (56 - (8 * (length >> 1)))) | ((ulong)Unsafe.Add(ref first, length - 1) << (64 - (8 * length)));
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
            if (count > 8) equal |= (uint)Vector512.Equals(Vector512.LoadUnsafe(ref marks, 8), wanted).ExtractMostSignificantBits() << 8;
            if (count > 16)
            {
                equal |= (uint)Vector512.Equals(Vector512.LoadUnsafe(ref marks, 16), wanted).ExtractMostSignificantBits() << 16;
                equal |= (uint)Vector512.Equals(Vector512.LoadUnsafe(ref marks, 24), wanted).ExtractMostSignificantBits() << 24;
            }
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
