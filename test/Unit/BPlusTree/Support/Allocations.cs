using System;

namespace Concurrent.Unit.Trees;

/// <summary>What a piece of work allocates on the calling thread.</summary>
internal static class Allocations
{
    private const int Rounds = 3;

    /// <summary>
    /// The fewest bytes of a few rounds: what every round allocates. Once in a while the library's idle work, or the runtime, makes the next write allocate something
    /// that is kept.
    /// </summary>
    internal static long Fewest(Action work)
    {
        long fewest = long.MaxValue;
        for (int round = 0; round < Rounds && fewest != 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
