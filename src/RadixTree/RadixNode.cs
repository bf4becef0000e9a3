using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>What all nodes of a radix tree carry.</summary>
/// <remarks>
/// <para>A node stands for the indices that agree with <see cref="Prefix"/> above its digit. Levels with one child are left out, so a search compares nothing on its way down and
/// checks the prefix where it ends.</para>
/// <para>Published, a node only ever gains: a leaf's value is written and then its presence bit set (P1e); an inner node's bit is set and then its child stored (P1a; the bit is a hint, P1c, and a
/// reader backs out of an empty slot). Nothing that was taken out of a node comes back into the same node: removal copies. So a word or slot that reads the same twice did not change in between,
/// which is what P7 rests on.</para>
/// <para>Tags and <c>Full</c> are hint words (P1c): a tag is set from the root down and cleared from the entry up, "full" set from the leaf up and cleared from the root down.
/// Both are exact between two writes.</para>
/// </remarks>
internal abstract class RadixNode : Node
{
    /// <summary>The least index that belongs below the node.</summary>
    internal ulong Prefix;

    /// <summary>One bit per digit: in a leaf, which values are there; in an inner node, which slots may have a child.</summary>
    internal ulong Present;

    /// <summary>Tags by slot: with 4 slots all tags, 4 bits each; with 16 slots the first four tags, 16 bits each; with 64 the first tag; in a span a bit per tag.</summary>
    internal ulong Tags;

    /// <summary>Which of <see cref="RadixKind"/>.</summary>
    internal int Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int level = Level;
            Debug.Assert(level >= 0, "R1: a recycled node was reached");
            return level >> RadixKind.Shift;
        }
    }

    /// <summary>Bits of an index below the node's digit; of a span, below its prefix.</summary>
    internal int Shift => Level & 63;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int DigitOf(ulong index) => (int)(index >> Level) & (RadixKind.Digits - 1);

    /// <summary>A copy with the same slots and words.</summary>
    internal RadixNode Twin() => (RadixNode)MemberwiseClone();
}
