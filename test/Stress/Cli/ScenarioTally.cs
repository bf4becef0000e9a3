using System;
using System.Collections.Generic;
using System.Linq;
using Stress.Engine;

namespace Stress.Cli;

/// <summary>What all runs of one scenario came to so far.</summary>
internal sealed class ScenarioTally
{
    private readonly SortedDictionary<string, long> counters = new(StringComparer.Ordinal);
    private long steps;
    private long gracePeriods;
    private long recycled;
    private long dropped;
    private TimeSpan time;

    internal ScenarioTally(Scenario scenario)
    {
        Name = scenario.Name;
        Checks = scenario.Checks;
        MinimumCores = scenario.MinimumCores;
        if (MinimumCores > Environment.ProcessorCount) Skipped = $"inconclusive: needs {MinimumCores} cores";
    }

    internal string Name { get; }

    internal string Checks { get; }

    internal int MinimumCores { get; }

    /// <summary>Why it is not run; null when it is.</summary>
    internal string? Skipped { get; }

    internal int Runs { get; private set; }

    internal long Violations { get; private set; }

    internal long MostPendingNodes { get; private set; }

    internal long MostPendingCallbacks { get; private set; }

    internal TimeSpan OldestSection { get; private set; }

    /// <summary>A moment of a run that goes on.</summary>
    internal void Observe(DomainTotals totals)
    {
        MostPendingNodes = Math.Max(MostPendingNodes, totals.PendingNodes);
        MostPendingCallbacks = Math.Max(MostPendingCallbacks, totals.PendingCallbacks);
        if (totals.OldestSection > OldestSection) OldestSection = totals.OldestSection;
    }

    /// <summary>A run has ended.</summary>
    internal void Add(StressRun run)
    {
        DomainTotals totals = run.Totals();
        Observe(totals);
        Runs++;
        time += run.Elapsed;
        Violations += run.Violations;
        steps += run.Workers.Sum(worker => worker.Steps);
        gracePeriods += totals.GracePeriods;
        recycled += totals.Recycled;
        dropped += totals.Dropped;
        foreach (Worker worker in run.Workers) worker.Counters.AddTo(counters);
    }

    /// <summary>With what <paramref name="current"/> has done so far, if it goes on.</summary>
    internal ScenarioSummary Summary(StressRun? current = null)
    {
        var all = new SortedDictionary<string, long>(counters, StringComparer.Ordinal);
        DomainTotals totals = current?.Totals() ?? default;
        foreach (Worker worker in current?.Workers ?? []) worker.Counters.AddTo(all);
        return new ScenarioSummary
        {
            Name = Name,
            Checks = Checks,
            Skipped = Skipped,
            Runs = Runs + (current is null ? 0 : 1),
            Seconds = (time + (current?.Elapsed ?? default)).TotalSeconds,
            Steps = steps + (current?.Workers.Sum(worker => worker.Steps) ?? 0),
            GracePeriods = gracePeriods + totals.GracePeriods,
            MostPendingNodes = MostPendingNodes,
            MostPendingCallbacks = MostPendingCallbacks,
            RecycledNodes = recycled + totals.Recycled,
            DroppedNodes = dropped + totals.Dropped,
            OldestSectionSeconds = OldestSection.TotalSeconds,
            Violations = Violations + (current?.Violations ?? 0),
            Counters = all,
        };
    }
}
