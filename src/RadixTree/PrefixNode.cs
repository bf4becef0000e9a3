using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>What all nodes of a prefix tree carry.</summary>
/// <remarks>
/// <para>The tree is a burst trie (Heinz, Zobel, Williams, "Burst tries", TOIS 2002) with the adaptive inner nodes of ART (Leis, Kemper, Neumann, "The adaptive radix tree", ICDE 2013): inner nodes branch on one byte of
/// the key and leave out bytes in which all keys below agree; a leaf is a small sorted container of whole keys, which bursts into an inner node over leaves when it overflows.</para>
/// <para>Published, a node only ever gains: a leaf is appended to at its end (P1e), an inner node gets a child in an empty slot (P1a). Nothing that was taken out of a node comes back into the same node: removal
/// copies. So a slot that reads the same twice did not change in between, which is what P7 rests on.</para>
/// </remarks>
internal abstract class PrefixNode : Node
{
    /// <summary>Bytes of a key that are used up on the way to the entries of a leaf, or to the byte on which an inner node branches.</summary>
    internal int Depth;

    /// <summary>Which of <see cref="PrefixKind"/>.</summary>
    internal int Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int level = Level;
            Debug.Assert(level >= 0, "R1: a recycled node was reached");
            return level;
        }
    }

    internal bool IsLeaf => Kind < PrefixKind.Inner4;

    /// <summary>A copy with the same slots and words.</summary>
    internal PrefixNode Twin() => (PrefixNode)MemberwiseClone();
}
