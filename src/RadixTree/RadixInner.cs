using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>An inner node. There is one class for each number of slots; the slots begin at the same place in all of them.</summary>
/// <remarks><see cref="Node.Count"/> is not used: <see cref="RadixNode.Present"/> says how many slots are taken. A wide span takes several.</remarks>
internal abstract class RadixInner : RadixNode
{
    /// <summary>One bit per digit: below it every index is taken. A hint during a write, exact between writes (P1c).</summary>
    internal ulong Full;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Node? Slot(int at) => ref Unsafe.Add(ref Unsafe.As<RadixSlots4<Node?>, Node?>(ref Unsafe.As<RadixInner4>(this).Children), at);

    /// <summary>Loads a child for a reader, or null. Pairs with <see cref="Publication.Publish"/>; what lies behind the reference is ordered by the data dependency (E1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Node? Child(int at) => Volatile.Read(ref Slot(at));
}
