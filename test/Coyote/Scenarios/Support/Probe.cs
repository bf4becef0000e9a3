using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>A pooled node that tells when it is used after it was recycled (R2), recycled twice, or filled while a reader reads it.</summary>
internal sealed class Probe : IPooledNode<Probe>
{
    private long first;
    private long second;
    private bool recycled;

    public static Probe Create() => new();

    internal static Probe Of(long value)
    {
        var probe = new Probe();
        probe.Fill(value);
        return probe;
    }

    /// <summary>What a writer does with a node that nobody else can see.</summary>
    internal void Fill(long value)
    {
        recycled = false;
        first = value;
        second = value;
    }

    /// <summary>What a reader does: two loads, between which the world can go on.</summary>
    internal long Read()
    {
        long before = Volatile.Read(ref first);
        Check.That(!recycled, "R2: a reader read a node that had been recycled");
        long after = Volatile.Read(ref second);
        Check.That(!recycled, "R2: a node was recycled under its reader");
        Check.Equal(before, after, "R2: a node was filled again under its reader");
        return before;
    }

    public void ClearForPool()
    {
        Check.That(!recycled, "a node was recycled twice");
        recycled = true;
        first = 0;
        second = 0;
    }
}
