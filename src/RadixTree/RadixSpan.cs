using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>One value for the 2^<see cref="RadixNode.Shift"/> indices from <see cref="RadixNode.Prefix"/> on.</summary>
/// <remarks>Where a slot of the parent covers fewer indices than the span, all slots that it covers refer to it. Among entries of single indices the parent is an inner node of shift 0.</remarks>
internal sealed class RadixSpan<TValue> : RadixNode, IPooledNode<RadixSpan<TValue>>
{
    /// <summary>The value; a reader goes through <see cref="AtomicSlot{T}.Read"/>.</summary>
    internal TValue Value = default!;

    public static RadixSpan<TValue> Create() => new();

    /// <summary>Whether an index belongs to the span. Shifts go up to 63: all 2^64 indices are two spans.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Covers(ulong index) => (index ^ Prefix) >> Level == 0;

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) Value = default!;
#if DEBUG
        Poison.Header(this);
#endif
    }
}
