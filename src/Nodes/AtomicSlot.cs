using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Nodes;

/// <summary>Value slots whose type the hardware stores as a whole, so that a published one may be overwritten in place (P1b).</summary>
internal static class AtomicSlot<T>
{
    private static readonly bool IsSmallPrimitive = typeof(T).IsValueType && (typeof(T).IsPrimitive || typeof(T).IsEnum) && Unsafe.SizeOf<T>() <= IntPtr.Size;

    /// <summary>References, and primitives and enums up to the size of a pointer. A struct of two halves is not: its alignment is that of its fields.</summary>
    internal static bool IsAtomic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !typeof(T).IsValueType || IsSmallPrimitive;
    }

    /// <summary>Loads a slot that a writer may be overwriting.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T Read(ref T slot)
    {
        if (!typeof(T).IsValueType)
        {
            object? reference = Volatile.Read(ref Unsafe.As<T, object?>(ref slot));
            return Unsafe.As<object?, T>(ref reference);
        }

        if (!IsSmallPrimitive) return slot; // never overwritten in place: the leaf is immutable
        switch (Unsafe.SizeOf<T>())
        {
            case 1:
                byte one = Volatile.Read(ref Unsafe.As<T, byte>(ref slot));
                return Unsafe.As<byte, T>(ref one);
            case 2:
                ushort two = Volatile.Read(ref Unsafe.As<T, ushort>(ref slot));
                return Unsafe.As<ushort, T>(ref two);
            case 4:
                uint four = Volatile.Read(ref Unsafe.As<T, uint>(ref slot));
                return Unsafe.As<uint, T>(ref four);
            default:
                ulong eight = Volatile.Read(ref Unsafe.As<T, ulong>(ref slot));
                return Unsafe.As<ulong, T>(ref eight);
        }
    }

    /// <summary>Overwrites a published slot. What a reference leads to was filled before: pairs with the volatile read above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Write(ref T slot, T value)
    {
        if (!typeof(T).IsValueType)
        {
            Volatile.Write(ref Unsafe.As<T, object?>(ref slot), Unsafe.As<T, object?>(ref value));
            return;
        }

        switch (Unsafe.SizeOf<T>())
        {
            case 1: Volatile.Write(ref Unsafe.As<T, byte>(ref slot), Unsafe.As<T, byte>(ref value)); break;
            case 2: Volatile.Write(ref Unsafe.As<T, ushort>(ref slot), Unsafe.As<T, ushort>(ref value)); break;
            case 4: Volatile.Write(ref Unsafe.As<T, uint>(ref slot), Unsafe.As<T, uint>(ref value)); break;
            default: Volatile.Write(ref Unsafe.As<T, ulong>(ref slot), Unsafe.As<T, ulong>(ref value)); break;
        }
    }

    /// <summary>Whether two atomic values are the same bits or the same reference. Runs no user code (W1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Same(T left, T right)
    {
        if (!typeof(T).IsValueType) return ReferenceEquals(left, right);
        return Unsafe.SizeOf<T>() switch
        {
            1 => Unsafe.As<T, byte>(ref left) == Unsafe.As<T, byte>(ref right),
            2 => Unsafe.As<T, ushort>(ref left) == Unsafe.As<T, ushort>(ref right),
            4 => Unsafe.As<T, uint>(ref left) == Unsafe.As<T, uint>(ref right),
            _ => Unsafe.As<T, ulong>(ref left) == Unsafe.As<T, ulong>(ref right),
        };
    }
}
