using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Stress.Engine;

namespace Stress.Cli;

/// <summary>Runs scenarios in turns until the time is over.</summary>
internal sealed class StressSession
{
    private readonly SessionOptions options;
    private readonly CancellationToken cancellation;
    private readonly ScenarioTally[] tallies;
    private readonly Stopwatch elapsed = new();
    private readonly DateTime started = DateTime.UtcNow;

    internal StressSession(SessionOptions options, CancellationToken cancellation)
    {
        this.options = options;
        this.cancellation = cancellation;
        tallies = [.. options.Scenarios.Select(name => new ScenarioTally(ScenarioCatalogue.Create(name)))];
        ScenarioTally[] runnable = [.. tallies.Where(tally => tally.Skipped is null)];
        Rounds = runnable.Length == 0 ? 0 : Math.Max(1, (int)Math.Round(options.Duration / (options.Turn * runnable.Length)));
        Turn = runnable.Length == 0 ? TimeSpan.Zero : options.Duration / (Rounds * runnable.Length);
    }

    internal SessionOptions Options => options;

    internal ViolationLog Log { get; } = new();

    /// <summary>So often every scenario has its turn.</summary>
    internal int Rounds { get; }

    /// <summary>The length of one turn.</summary>
    internal TimeSpan Turn { get; }

    internal int Round { get; private set; }

    internal TimeSpan Elapsed => elapsed.Elapsed;

    internal IReadOnlyList<ScenarioTally> Tallies => tallies;

    /// <summary>The run that goes on.</summary>
    internal StressRun? Current { get; private set; }

    internal ScenarioTally? CurrentTally { get; private set; }

    /// <summary>Whether the time was not used up because somebody asked to stop.</summary>
    internal bool IsInterrupted => cancellation.IsCancellationRequested;

    /// <summary>Runs everything; calls <paramref name="onBeat"/> about ten times a second, and <paramref name="onTurn"/> after each turn.</summary>
    internal SessionSummary Execute(Action onBeat, Action<ScenarioTally, StressRun> onTurn)
    {
        elapsed.Start();
        int[] collections = CountCollections();
        ulong seed = options.Run.Seed;
        bool over = false;
        for (Round = 1; Round <= Rounds && !over; Round++)
        {
            foreach (ScenarioTally tally in tallies)
            {
                if (tally.Skipped is null) over = RunOne(tally, seed++, onBeat, onTurn) || over;
                if (over) break;
            }
        }

        elapsed.Stop();
        return new SessionSummary
        {
            StartedUtc = started,
            Seconds = Elapsed.TotalSeconds,
            Seed = options.Run.Seed,
            Readers = options.Run.Readers,
            Writers = options.Run.Writers,
            Machine = MachineSummary.Here(),
            Violations = Log.Count,
            Interrupted = IsInterrupted,
            Collections = [.. CountCollections().Zip(collections, (after, before) => after - before)],
            MostMemoryMegabytes = MostMemory() / 1e6,
            Scenarios = [.. tallies.Select(tally => tally.Summary())],
            FirstViolations = [.. Log.First().Select(ViolationSummary.From)],
        };
    }

    /// <returns>Whether nothing else should be run.</returns>
    private bool RunOne(ScenarioTally tally, ulong seed, Action onBeat, Action<ScenarioTally, StressRun> onTurn)
    {
        using var run = new StressRun(ScenarioCatalogue.Create(tally.Name), options.Run with { Seed = seed, Duration = Turn }, Log);
        run.OnBeat = () =>
        {
            if (cancellation.IsCancellationRequested) run.Stop();
            tally.Observe(run.Totals());
            onBeat();
        };
        CurrentTally = tally;
        Current = run;
        run.Execute();
        Current = null;
        tally.Add(run);
        onTurn(tally, run);
        // Threads that could not be ended would disturb whatever comes next.
        return cancellation.IsCancellationRequested || run.IsStuck || options.Run.StopAtFirst && Log.Count > 0;
    }

    private static int[] CountCollections() => [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];

    private static long MostMemory()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}
