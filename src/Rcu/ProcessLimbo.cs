using System.Threading;

namespace Concurrent.Rcu;

/// <summary>All nodes of the process that wait for a grace period, in every pool of every domain: bounded as a whole (R3).</summary>
internal static class ProcessLimbo
{
    /// <summary>Four pools at their own default bound.</summary>
    internal const long Max = 1_048_576;

    private static long nodes;

    internal static long Nodes => Volatile.Read(ref nodes);

    internal static void Add(long count) => Interlocked.Add(ref nodes, count);
}
