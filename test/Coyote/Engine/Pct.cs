using System;

namespace Exploration;

/// <summary>
/// Probabilistic concurrency testing (Burckhardt et al., ASPLOS 2010): random priorities, the highest runs, and at depth - 1 random steps the running thread becomes
/// the lowest. Finds a bug of that depth with probability at least 1/(n k^(d-1)) per schedule of n threads and k steps.
/// </summary>
/// <remarks>A store buffer is a thread of its own here: its priority says when its stores become visible. A thread that spins goes below all others.</remarks>
internal sealed class Pct(ulong seed, int depth) : Strategy
{
    private const int Buffers = 64; // priorities of store buffers come after those of threads
    private readonly long[] priorities = new long[2 * Buffers];
    private readonly int[] changes = new int[Math.Max(0, depth - 1)];
    private RandomSource random;
    private int longest = 32;
    private int step;
    private int delayOdds;
    private long lowest;

    internal override string Name => $"pct({depth})";

    internal override void Begin(long index)
    {
        random = RandomSource.Of(seed, index);
        Array.Clear(priorities);
        longest = Math.Max(longest, step);
        step = 0;
        lowest = -1;
        delayOdds = 1 + random.Below(3);
        for (int i = 0; i < changes.Length; i++) changes[i] = random.Below(longest);
    }

    internal override int Pick(Decision decision)
    {
        if (decision.Kind == DecisionKind.Delay) return decision.IndexOf(random.OnceIn(delayOdds) ? Choice.Delay : Choice.StoreNow);
        if (decision.Yields) priorities[decision.Current] = lowest--;
        int best = Highest(decision);
        for (int change = Array.IndexOf(changes, step); change >= 0; change = Array.IndexOf(changes, step, change + 1))
        {
            PriorityOf(decision[best]) = change + 1; // below all that have not been changed
            best = Highest(decision);
        }

        step++;
        return best;
    }

    private int Highest(Decision decision)
    {
        int best = 0;
        for (int i = 1; i < decision.Count; i++)
        {
            if (PriorityOf(decision[i]) > PriorityOf(decision[best])) best = i;
        }

        return best;
    }

    private ref long PriorityOf(Choice choice)
    {
        ref long priority = ref priorities[choice.IsFlush ? Buffers + choice.Thread : choice.Thread];
        // Half of the buffers keep their stores until a fence, or until nobody else can run: the longer the delay, the more it shows.
        if (priority == 0) priority = choice.IsFlush && random.OnceIn(1) ? long.MinValue : (long)(random.Next() >> 2) | (1L << 62);
        return ref priority;
    }
}
