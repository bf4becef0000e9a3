using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Nodes;

/// <summary>The one way in which nodes become visible (P2) and the one way in which they are found.</summary>
internal static class Publication
{
    /// <summary>Makes <paramref name="node"/> and everything behind it visible by one store.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Publish(ref Node? slot, Node node)
    {
        // Every store that filled the node -> this store. Pairs with the volatile read of the slot in Node loads and the data dependency behind it (E1).
        Volatile.Write(ref slot, node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Node Load(ref Node? slot) => Volatile.Read(ref slot)!;
}
