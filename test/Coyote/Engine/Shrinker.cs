using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Exploration;

/// <summary>Makes a failing schedule simple: takes preemptions, delayed stores and switches away while it still fails in the same manner.</summary>
internal sealed class Shrinker(BuiltInEngine engine, Scenario scenario, IMemoryModel model, int delays, Failure failure)
{
    private const int MaxRuns = 2_000;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2);

    private readonly Stopwatch watch = Stopwatch.StartNew();
    private ScheduleScript best = new();
    private int runs;

    /// <summary>The choices of the simplest schedule found.</summary>
    internal IReadOnlyList<Choice> Choices { get; private set; } = [];

    internal ScheduleCost Cost { get; private set; }

    /// <summary>Begins with a schedule that fails.</summary>
    /// <returns>Whether it did so again.</returns>
    internal bool Shrink(IReadOnlyList<Choice> failing)
    {
        if (!Fails(new ReplayStrategy(failing))) return false;
        Keep();
        bool better = true;
        while (better && runs < MaxRuns && watch.Elapsed < MaxTime) better = TryAll();
        return true;
    }

    private bool TryAll()
    {
        for (int i = best.Delays.Count - 1; i >= 0; i--)
        {
            ScheduleScript without = best.Copy();
            without.Delays.RemoveAt(i);
            if (TryKeep(without)) return true;
        }

        // Large steps first: the end of the schedule, then longer parts, then single ones.
        for (int i = 0; i < best.Parts.Count; i = (2 * i) + 1)
        {
            ScheduleScript shorter = best.Copy();
            shorter.Parts.RemoveRange(i, shorter.Parts.Count - i);
            if (TryKeep(shorter)) return true;
        }

        for (int length = Math.Max(1, best.Parts.Count / 4); length >= 1; length /= 2)
        {
            for (int i = best.Parts.Count - length; i >= 0; i--)
            {
                if (runs >= MaxRuns || watch.Elapsed >= MaxTime) return false;
                ScheduleScript without = best.Copy();
                without.Parts.RemoveRange(i, length);
                if (TryKeep(without)) return true;
            }
        }

        for (int i = 0; i < best.Parts.Count; i++)
        {
            if (best.Parts[i].IsFlush) continue;
            ScheduleScript longer = best.Copy();
            longer.Parts[i] = longer.Parts[i] with { Until = int.MaxValue };
            if (TryKeep(longer)) return true;
        }

        return false;
    }

    private bool TryKeep(ScheduleScript script)
    {
        if (!Fails(new GuidedStrategy(script)) || engine.Cost.CompareTo(Cost) >= 0) return false;
        Keep();
        return true;
    }

    private bool Fails(Strategy strategy)
    {
        runs++;
        Failure? found = engine.Run(scenario, model, strategy, delays, 0, record: null);
        return found is not null && found.IsLike(failure);
    }

    private void Keep()
    {
        best = engine.Script.Copy();
        Choices = [.. engine.Choices];
        Cost = engine.Cost;
    }
}
