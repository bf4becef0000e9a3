using System;
using System.Collections.Generic;
using System.Numerics;

namespace Exploration;

/// <summary>
/// Every schedule with at most so many preemptions, fewer first (iterative context bounding: Musuvathi and Qadeer, PLDI 2007). Most bugs need two or fewer.
/// </summary>
/// <remarks>A switch away from a thread that waits or spins is free, and so is a delayed store: the engine bounds those by itself.</remarks>
internal sealed class DfsBounded : Strategy
{
    private readonly int bound;
    private readonly List<Frame> stack = [];
    private int pass;
    private int position;
    private int preemptions;
    private bool reachedBound;
    private long schedulesOfPass;

    /// <param name="bound">Preemptions at the most; negative: no bound, in one pass.</param>
    internal DfsBounded(int bound)
    {
        this.bound = bound < 0 ? int.MaxValue : bound;
        pass = bound < 0 ? int.MaxValue : 0;
    }

    internal override string Name => bound == int.MaxValue ? "dfs" : $"dfs({bound})";

    internal override bool IsExhausted => isExhausted;

    private bool isExhausted;

    /// <summary>Schedules of the pass that ran last. After exhaustion: how many schedules there are within the bound.</summary>
    internal long SchedulesOfPass => schedulesOfPass;

    /// <summary>Preemptions allowed in the pass that ran last.</summary>
    internal int Pass => pass;

    internal override void Begin(long index)
    {
        position = 0;
        preemptions = 0;
    }

    internal override int Pick(Decision decision)
    {
        if (position == stack.Count) stack.Add(new Frame(decision.Count, Allowed(decision)));
        Frame frame = stack[position++];
        if (frame.Options != decision.Count) throw new NondeterminismException($"At decision {position} there were {frame.Options} options and now there are {decision.Count}.");
        int chosen = BitOperations.TrailingZeroCount(frame.Left);
        if (decision.IsPreemption(chosen)) preemptions++;
        return chosen;
    }

    internal override void End()
    {
        schedulesOfPass++;
        while (stack.Count > 0)
        {
            Frame top = stack[^1];
            ulong left = top.Left & (top.Left - 1);
            if (left != 0)
            {
                stack[^1] = new Frame(top.Options, left);
                return;
            }

            stack.RemoveAt(stack.Count - 1);
        }

        // Nothing was cut off by the bound, so that a higher one would find the same schedules again; or it was the last one.
        if (!reachedBound || pass >= bound)
        {
            isExhausted = true;
            return;
        }

        pass++;
        reachedBound = false;
        schedulesOfPass = 0;
    }

    private ulong Allowed(Decision decision)
    {
        if (decision.Count > 64) throw new InvalidOperationException("More than 64 options at one point.");
        ulong allowed = 0;
        for (int i = 0; i < decision.Count; i++)
        {
            if (IsPointless(decision, i)) continue;
            if (decision.IsPreemption(i) && preemptions >= pass) reachedBound = true;
            else allowed |= 1UL << i;
        }

        return allowed == 0 ? 1 : allowed;
    }

    /// <summary>
    /// A thread sees its own delayed stores anyway: to make one visible and then to go on with that same thread is the same as to make it visible later.
    /// So it is done only where another thread comes next.
    /// </summary>
    private bool IsPointless(Decision decision, int index)
    {
        if (decision.Kind != DecisionKind.Schedule || !decision.CurrentCanContinue) return false;
        Choice option = decision[index];
        if (option.Thread != decision.Current) return false;
        return option.IsFlush ? preemptions >= pass && Reached() : decision.HasFlushedCurrent && preemptions < pass;
    }

    private bool Reached() => reachedBound = true;

    private readonly record struct Frame(int Options, ulong Left);
}
