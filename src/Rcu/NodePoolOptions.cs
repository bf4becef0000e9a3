using System;

namespace Concurrent.Rcu;

/// <summary>The bounds of a <see cref="NodePool{TNode}"/>, in nodes.</summary>
internal sealed record NodePoolOptions
{
    /// <summary>Nodes allocated up front and never trimmed: writes within this reserve allocate nothing.</summary>
    internal int Reserve { get; init; }

    /// <summary>Nodes that wait for a grace period at the most; beyond it the oldest bags are left to the GC (R3).</summary>
    /// <remarks>A reader that is merely preempted leaves 30,000 to 80,000 nodes pending; the default is well above.</remarks>
    internal int MaxLimbo { get; init; } = 262_144;

    /// <summary>Recycled nodes that are kept for re-use at the most; the rest is left to the GC. Every full collection halves what lies idle.</summary>
    internal int MaxPooled { get; init; } = 131_072;

    /// <summary>Nodes retired per grace-period advance: the process-wide barrier is paid once per bag.</summary>
    internal int BagSize { get; init; } = 512;

    internal void Validate(string parameter)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Reserve, parameter);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxLimbo, 1, parameter);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxPooled, parameter);
        ArgumentOutOfRangeException.ThrowIfLessThan(BagSize, 1, parameter);
    }
}
