namespace Concurrent;

/// <summary>What a node of a prefix tree is, and how many slots it has. Kept in <see cref="Nodes.Node.Level"/>.</summary>
internal static class PrefixKind
{
    /// <summary>Up to 4 entries. A leaf of kind k has room for 4 &lt;&lt; k.</summary>
    internal const int Leaf4 = 0;

    /// <summary>Up to 8 entries.</summary>
    internal const int Leaf8 = 1;

    /// <summary>Up to 16 entries.</summary>
    internal const int Leaf16 = 2;

    /// <summary>Up to 32 entries.</summary>
    internal const int Leaf32 = 3;

    /// <summary>Up to 4 children, in the order of their bytes. Every kind below this one is a leaf, every kind from here on an inner node.</summary>
    internal const int Inner4 = 4;

    /// <summary>As <see cref="Inner4"/>, with 16 slots.</summary>
    internal const int Inner16 = 5;

    /// <summary>Up to 48 children; a table says which slot a byte has.</summary>
    internal const int Inner48 = 6;

    /// <summary>Up to 256 children; the byte is the slot.</summary>
    internal const int Inner256 = 7;

    /// <summary>Entries of a leaf, at most: with one more it bursts.</summary>
    internal const int LeafRoom = 32;

    /// <summary>An inner node over leaves with no more entries than this, together, becomes a leaf again when an entry goes.</summary>
    internal const int UnburstBound = 16;

    /// <summary>How many slots a node of a kind has.</summary>
    internal static int Room(int kind) => kind switch
    {
        < Inner4 => 4 << kind,
        Inner4 => 4,
        Inner16 => 16,
        Inner48 => 48,
        _ => 256,
    };

    /// <summary>The smallest leaf for so many entries.</summary>
    internal static int LeafFor(int count) => count <= 4 ? Leaf4 : count <= 8 ? Leaf8 : count <= 16 ? Leaf16 : Leaf32;

    /// <summary>The smallest inner node for so many children.</summary>
    internal static int InnerFor(int count) => count <= 4 ? Inner4 : count <= 16 ? Inner16 : count <= 48 ? Inner48 : Inner256;

    /// <summary>The kind for fewer than there were. Smaller only where a few more fit, too: what comes and goes at a boundary does not copy into another kind each time.</summary>
    internal static int Shrunk(int kind, int count) => kind < Inner4
        ? int.Min(kind, LeafFor(count + (count / 3)))
        : int.Min(kind, InnerFor(count + (count / 3)));
}
