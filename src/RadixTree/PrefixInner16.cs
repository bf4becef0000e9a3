using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner16"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots16 : PrefixInner
{
    internal PrefixSlots16<Node?> Children;
}

/// <summary>An inner node with 16 slots, in the order of their bytes.</summary>
internal sealed class PrefixInner16 : PrefixInnerSlots16, IPooledNode<PrefixInner16>
{
    /// <summary>The byte of each slot; zero where there is none.</summary>
    internal PrefixSlots16<byte> Bytes;

    /// <summary>The bytes that have a slot, ascending.</summary>
    internal ReadOnlySpan<byte> Sorted => Stored[..Count];

    /// <summary>All bytes, also those that stand for no slot.</summary>
    internal Span<byte> Stored => Bytes;

    public static PrefixInner16 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
        Terminal = null;
        Sample = null!;
#if DEBUG
        Poison.Header(this);
#endif
    }

    /// <summary>The lowest slot with this byte. One that is not taken has the byte 0 and comes behind those that are, so it is empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int SlotOfByte(byte by)
    {
        uint equal = Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.As<PrefixSlots16<byte>, byte>(ref Bytes)), Vector128.Create(by)).ExtractMostSignificantBits();
        return equal == 0 ? -1 : BitOperations.TrailingZeroCount(equal);
    }
}
