namespace Concurrent;

/// <summary>What a radix node is, and how many slots it has. Kept in the upper bits of <see cref="Nodes.Node.Level"/>, above the shift.</summary>
internal static class RadixKind
{
    /// <summary>Position of the kind within the level; below it lies the shift, which a shift instruction takes from there by itself.</summary>
    internal const int Shift = 8;

    /// <summary>Values of up to 64 neighbouring indices; 4 slots, taken in the order of the digits.</summary>
    internal const int Leaf4 = 0;

    /// <summary>As <see cref="Leaf4"/>, with 16 slots.</summary>
    internal const int Leaf16 = 1;

    /// <summary>Values of up to 64 neighbouring indices; the digit is the slot.</summary>
    internal const int Leaf64 = 2;

    /// <summary>One value for an aligned power of two of indices. Its shift is the power.</summary>
    internal const int Span = 3;

    /// <summary>Up to 4 children, in the order of their digits.</summary>
    internal const int Inner4 = 4;

    /// <summary>As <see cref="Inner4"/>, with 16 slots.</summary>
    internal const int Inner16 = 5;

    /// <summary>Up to 64 children; the digit is the slot.</summary>
    internal const int Inner64 = 6;

    /// <summary>Bits of an index that choose a slot.</summary>
    internal const int DigitBits = 6;

    /// <summary>Digits there are.</summary>
    internal const int Digits = 64;

    /// <summary>Tags there can be.</summary>
    internal const int MaxTags = 8;

    /// <summary>Inner nodes on a path, at most: shifts 60, 54 ... 6, and 0 above spans.</summary>
    internal const int MaxDepth = 11;
}
