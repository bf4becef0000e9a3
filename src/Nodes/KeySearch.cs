using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>Search among the sorted keys of one node: branch-free SIMD for 4- and 8-byte primitives in natural order, binary search otherwise.</summary>
/// <remarks>
/// The choice by <c>typeof(TKey)</c> is made by the JIT, which drops all other branches. A null comparer means natural order and is given for value types only.
/// Keys at or beyond the count are read and masked: a writer may be appending there (P1e).
/// </remarks>
internal static class KeySearch
{
    /// <summary>How many of the first <paramref name="count"/> keys are less than <paramref name="key"/>: the position of the first that is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountLess<TKey>(ref TKey keys, int count, int capacity, TKey key, IComparer<TKey>? comparer) =>
        comparer is null ? CountNatural(ref keys, count, capacity, key, orEqual: false) : CountCompared(ref keys, count, key, comparer, orEqual: false);

    /// <summary>How many of the first <paramref name="count"/> keys are at most <paramref name="key"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountLessOrEqual<TKey>(ref TKey keys, int count, int capacity, TKey key, IComparer<TKey>? comparer) =>
        comparer is null ? CountNatural(ref keys, count, capacity, key, orEqual: true) : CountCompared(ref keys, count, key, comparer, orEqual: true);

    /// <summary>Equality that agrees with the order of the search.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool AreEqual<TKey>(TKey left, TKey right, IComparer<TKey>? comparer)
    {
        if (comparer is not null) return comparer.Compare(left, right) == 0;
        // Floating-point keys were normalised, and Equals agrees with the order there: NaN equals NaN.
        return IsVectorized<TKey>() ? EqualityComparer<TKey>.Default.Equals(left, right) : Comparer<TKey>.Default.Compare(left, right) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Compare<TKey>(TKey left, TKey right, IComparer<TKey>? comparer) =>
        comparer is null ? Comparer<TKey>.Default.Compare(left, right) : comparer.Compare(left, right);

    /// <summary>Maps floating-point keys that are equal in .NET's natural order to the same bits: one NaN, below all; one zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TKey Normalize<TKey>(TKey key, IComparer<TKey>? comparer)
    {
        if (comparer is null && typeof(TKey) == typeof(double))
        {
            double value = Unsafe.As<TKey, double>(ref key);
            // The negative quiet NaN is below negative infinity in the total order of TotalOrder.
            value = double.IsNaN(value) ? BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_0000) : value == 0 ? 0.0 : value;
            return Unsafe.As<double, TKey>(ref value);
        }

        if (comparer is null && typeof(TKey) == typeof(float))
        {
            float value = Unsafe.As<TKey, float>(ref key);
            value = float.IsNaN(value) ? BitConverter.UInt32BitsToSingle(0xFFC0_0000) : value == 0 ? 0.0f : value;
            return Unsafe.As<float, TKey>(ref value);
        }

        return key;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsVectorized<TKey>() =>
        typeof(TKey) == typeof(ulong) || typeof(TKey) == typeof(long) || typeof(TKey) == typeof(uint) || typeof(TKey) == typeof(int) ||
        typeof(TKey) == typeof(nuint) || typeof(TKey) == typeof(nint) || typeof(TKey) == typeof(double) || typeof(TKey) == typeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int CountNatural<TKey>(ref TKey keys, int count, int capacity, TKey key, bool orEqual)
    {
        if (typeof(TKey) == typeof(ulong) || (typeof(TKey) == typeof(nuint) && IntPtr.Size == 8))
            return LaneSearch.Count(ref Unsafe.As<TKey, ulong>(ref keys), count, capacity, Unsafe.As<TKey, ulong>(ref key), orEqual, totalOrder: false);
        if (typeof(TKey) == typeof(long) || (typeof(TKey) == typeof(nint) && IntPtr.Size == 8))
            return LaneSearch.Count(ref Unsafe.As<TKey, long>(ref keys), count, capacity, Unsafe.As<TKey, long>(ref key), orEqual, totalOrder: false);
        if (typeof(TKey) == typeof(double))
            return LaneSearch.Count(ref Unsafe.As<TKey, long>(ref keys), count, capacity, Unsafe.As<TKey, long>(ref key), orEqual, totalOrder: true);
        if (typeof(TKey) == typeof(uint) || typeof(TKey) == typeof(nuint))
            return LaneSearch.Count(ref Unsafe.As<TKey, uint>(ref keys), count, capacity, Unsafe.As<TKey, uint>(ref key), orEqual, totalOrder: false);
        if (typeof(TKey) == typeof(int) || typeof(TKey) == typeof(nint))
            return LaneSearch.Count(ref Unsafe.As<TKey, int>(ref keys), count, capacity, Unsafe.As<TKey, int>(ref key), orEqual, totalOrder: false);
        if (typeof(TKey) == typeof(float))
            return LaneSearch.Count(ref Unsafe.As<TKey, int>(ref keys), count, capacity, Unsafe.As<TKey, int>(ref key), orEqual, totalOrder: true);
        return CountDefault(ref keys, count, key, orEqual);
    }

    /// <summary>Binary search by the default comparer, which the JIT calls directly for value types.</summary>
    private static int CountDefault<TKey>(ref TKey keys, int count, TKey key, bool orEqual)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = Comparer<TKey>.Default.Compare(Unsafe.Add(ref keys, middle), key);
            if (order < 0 || (orEqual && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static int CountCompared<TKey>(ref TKey keys, int count, TKey key, IComparer<TKey> comparer, bool orEqual)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = comparer.Compare(Unsafe.Add(ref keys, middle), key);
            if (order < 0 || (orEqual && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
