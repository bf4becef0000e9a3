using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Values of up to 64 neighbouring indices. There is one class for each number of slots; the slots begin at the same place in all of them.</summary>
internal abstract class RadixLeaf<TValue> : RadixNode
{
    /// <summary>The slot itself; a reader goes through <see cref="AtomicSlot{T}.Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TValue Slot(int at) => ref Unsafe.Add(ref Unsafe.As<RadixSlots4<TValue>, TValue>(ref Unsafe.As<RadixLeaf4<TValue>>(this).Values), at);
}
