using System;
using System.Threading;
using Concurrent.Rcu;

namespace Stress.Rcu;

/// <summary>The least a node is: a value that says whether it was torn or recycled, and a count of how often.</summary>
internal sealed class StressNode : IPooledNode<StressNode>
{
    private const long Poison = long.MinValue;

    private long value;
    private long complement = ~0L;
    private bool pooled;

    public static StressNode Create() => new();

    /// <summary>Prepared by the writer, before it is published.</summary>
    internal void Fill(long content)
    {
        value = content;
        complement = ~content;
        pooled = false;
    }

    public void ClearForPool()
    {
        if (pooled) throw new InvalidOperationException("R2: a node is recycled twice.");
        pooled = true;
        value = Poison;
        complement = Poison;
    }

    /// <summary>Whether what was published is still there.</summary>
    internal bool IsWhole(out long content)
    {
        content = Volatile.Read(ref value);
        return Volatile.Read(ref complement) == ~content;
    }
}
