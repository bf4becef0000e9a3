using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner4"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots4 : PrefixInner
{
    internal PrefixSlots4<Node?> Children;
}

/// <summary>An inner node with 4 slots, in the order of their bytes.</summary>
internal sealed class PrefixInner4 : PrefixInnerSlots4, IPooledNode<PrefixInner4>
{
    /// <summary>The byte of each slot, the first one lowest; zero where there is none.</summary>
    internal uint Bytes;

    /// <summary>The bytes that have a slot, ascending.</summary>
    internal ReadOnlySpan<byte> Sorted => Stored[..Count];

    /// <summary>All bytes, also those that stand for no slot.</summary>
    internal Span<byte> Stored => MemoryMarshal.AsBytes(new Span<uint>(ref Bytes));

    public static PrefixInner4 Create() => new();

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
        uint differing = (BitConverter.IsLittleEndian ? Bytes : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(Bytes)) ^ (by * 0x0101_0101U);
        uint equal = (differing - 0x0101_0101U) & ~differing & 0x8080_8080U; // exact up to the lowest byte that is zero
        return equal == 0 ? -1 : BitOperations.TrailingZeroCount(equal) >> 3;
    }
}
