using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Concurrent.Nodes;

/// <summary>Counts lanes below a key, whole registers at a time, in blocks of 32 keys. No branch depends on the data.</summary>
internal static class LaneSearch
{
    private const int Block = 32;

    /// <summary>How many of the first <paramref name="count"/> keys are less than (or equal to) <paramref name="key"/>.</summary>
    /// <param name="keys">The first of <paramref name="capacity"/> keys.</param>
    /// <param name="count">Keys that count; the rest is masked.</param>
    /// <param name="capacity">Keys that may be read; a multiple of 32, constant at the call.</param>
    /// <param name="key">What to compare with.</param>
    /// <param name="orEqual">Constant at the call.</param>
    /// <param name="totalOrder">Whether the lanes are bits of floating-point numbers. Constant at the call.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Count<T>(ref T keys, int count, int capacity, T key, bool orEqual, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Vector512.IsHardwareAccelerated || Vector256.IsHardwareAccelerated)
        {
            int result = 0;
            for (int at = 0; at < capacity; at += Block)
            {
                uint below = Mask(ref Unsafe.Add(ref keys, at), key, orEqual, totalOrder);
                uint valid = (uint)((1UL << System.Math.Clamp(count - at, 0, Block)) - 1);
                result += BitOperations.PopCount(below & valid);
                if (capacity == Block) break;
            }

            return result;
        }

        return CountNarrow(ref keys, count, key, orEqual, totalOrder);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask<T>(ref T keys, T key, bool orEqual, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<T> wanted = Ordered(Vector512.Create(key), totalOrder);
            if (Unsafe.SizeOf<T>() == 8)
            {
                return Bits(ref keys, 0, wanted, orEqual, totalOrder) | (Bits(ref keys, 8, wanted, orEqual, totalOrder) << 8)
                    | (Bits(ref keys, 16, wanted, orEqual, totalOrder) << 16) | (Bits(ref keys, 24, wanted, orEqual, totalOrder) << 24);
            }

            return Bits(ref keys, 0, wanted, orEqual, totalOrder) | (Bits(ref keys, 16, wanted, orEqual, totalOrder) << 16);
        }

        Vector256<T> narrow = Ordered(Vector256.Create(key), totalOrder);
        int lanes = Vector256<T>.Count;
        uint mask = 0;
        for (int at = 0; at < Block; at += lanes)
        {
            Vector256<T> some = Ordered(Vector256.LoadUnsafe(ref keys, (nuint)at), totalOrder);
            mask |= (orEqual ? Vector256.LessThanOrEqual(some, narrow) : Vector256.LessThan(some, narrow)).ExtractMostSignificantBits() << at;
        }

        return mask;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits<T>(ref T keys, int at, Vector512<T> wanted, bool orEqual, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T>
    {
        Vector512<T> some = Ordered(Vector512.LoadUnsafe(ref keys, (nuint)at), totalOrder);
        return (uint)(orEqual ? Vector512.LessThanOrEqual(some, wanted) : Vector512.LessThan(some, wanted)).ExtractMostSignificantBits();
    }

    /// <summary>128-bit registers, where extracting a mask is dear: true lanes are -1 and are summed up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountNarrow<T>(ref T keys, int count, T key, bool orEqual, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T>
    {
        int at = 0, result = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            Vector128<T> wanted = Ordered(Vector128.Create(key), totalOrder);
            Vector128<T> sum = Vector128<T>.Zero;
            for (; at + Vector128<T>.Count <= count; at += Vector128<T>.Count)
            {
                Vector128<T> some = Ordered(Vector128.LoadUnsafe(ref keys, (nuint)at), totalOrder);
                sum -= orEqual ? Vector128.LessThanOrEqual(some, wanted) : Vector128.LessThan(some, wanted);
            }

            result = int.CreateTruncating(Vector128.Sum(sum));
        }

        T last = Ordered(key, totalOrder);
        for (; at < count; at++)
        {
            T some = Ordered(Unsafe.Add(ref keys, at), totalOrder);
            if (orEqual ? some <= last : some < last) result++;
        }

        return result;
    }

    // Negative floating-point numbers ascend as their magnitude bits descend: flipping those makes signed integer order the order of the numbers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> Ordered<T>(Vector512<T> bits, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T> =>
        totalOrder ? bits ^ ((bits >> ((Unsafe.SizeOf<T>() * 8) - 1)) >>> 1) : bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> Ordered<T>(Vector256<T> bits, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T> =>
        totalOrder ? bits ^ ((bits >> ((Unsafe.SizeOf<T>() * 8) - 1)) >>> 1) : bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> Ordered<T>(Vector128<T> bits, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T> =>
        totalOrder ? bits ^ ((bits >> ((Unsafe.SizeOf<T>() * 8) - 1)) >>> 1) : bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Ordered<T>(T bits, bool totalOrder)
        where T : unmanaged, IBinaryInteger<T> =>
        totalOrder ? bits ^ ((bits >> ((Unsafe.SizeOf<T>() * 8) - 1)) >>> 1) : bits;
}
