using System.Threading;

namespace Stress.Trees;

/// <summary>What the writer of a block of keys says about it: which generation it is filling in, or has, or is taking out, or has taken out. All only grow.</summary>
internal sealed class GenerationBoard
{
    private long filling;
    private long full;
    private long emptying;
    private long empty;
    private long solid;

    internal long Filling
    {
        get => Volatile.Read(ref filling);
        set => Volatile.Write(ref filling, value);
    }

    internal long Full
    {
        get => Volatile.Read(ref full);
        set => Volatile.Write(ref full, value);
    }

    internal long Emptying
    {
        get => Volatile.Read(ref emptying);
        set => Volatile.Write(ref emptying, value);
    }

    internal long Empty
    {
        get => Volatile.Read(ref empty);
        set => Volatile.Write(ref empty, value);
    }

    /// <summary>Odd while the block is whole, though perhaps by one generation after the other.</summary>
    internal long Solid
    {
        get => Volatile.Read(ref solid);
        set => Volatile.Write(ref solid, value);
    }
}
