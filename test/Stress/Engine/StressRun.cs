using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;

namespace Stress.Engine;

/// <summary>One run of one scenario: its threads, domains, clock and violations.</summary>
internal sealed partial class StressRun : IDisposable
{
    private readonly Scenario scenario;
    private readonly ViolationLog log;
    private readonly List<Worker> workers = [];
    private readonly ManualResetEventSlim stop = new();
    private readonly Stopwatch elapsed = new();
    private readonly long violationsBefore;

    internal StressRun(Scenario scenario, StressOptions options, ViolationLog log)
    {
        this.scenario = scenario;
        this.log = log;
        Options = options;
        Scenario = scenario.Name;
        violationsBefore = log.Count;
    }

    internal StressOptions Options { get; }

    /// <summary>The scenario's name.</summary>
    internal string Scenario { get; }

    internal bool Stopping => stop.IsSet;

    internal TimeSpan Elapsed => elapsed.Elapsed;

    /// <summary>Violations of this run.</summary>
    internal long Violations => log.Count - violationsBefore;

    internal IReadOnlyList<Worker> Workers => workers;

    /// <summary>Adds a thread that repeats <paramref name="step"/> until the run ends. An exception is a violation, and ends the thread.</summary>
    internal void AddWorker(string name, Action<Worker> step) => Add(name, repeats: true, step);

    /// <summary>Adds as many readers as the options say.</summary>
    internal void AddReaders(Action<Worker> step)
    {
        for (int i = 0; i < Options.Readers; i++) AddWorker($"reader {i + 1}", step);
    }

    /// <summary>Adds as many writers as the options say.</summary>
    internal void AddWriters(Action<Worker> step)
    {
        for (int i = 0; i < Options.Writers; i++) AddWorker($"writer {i + 1}", step);
    }

    /// <summary>Adds a thread with one task, which asks <see cref="Worker.Stopping"/>.</summary>
    internal void AddOnce(string name, Action<Worker> body) => Add(name, repeats: false, body);

    /// <summary>Adds a thread that forces garbage collections of all kinds now and then: nodes move, pools are trimmed, threads are stopped anywhere.</summary>
    internal void AddCollector() => AddWorker("collector", worker =>
    {
        int generation = worker.Random.Below(8) switch { 0 => 2, 1 => 1, _ => 0 };
        using (worker.Doing("collect generation", generation)) GC.Collect(generation, generation == 2 && worker.Random.OneIn(2) ? GCCollectionMode.Aggressive : GCCollectionMode.Forced, blocking: true, compacting: generation == 2);
        worker.Count("collections");
        worker.Pause(worker.Random.Between(2, 40));
    });

    /// <summary>Notes a violation; the run goes on, unless the options say otherwise.</summary>
    internal void Fail(Worker? by, string expected, string seen)
    {
        log.Add(new Violation(Scenario, by?.Name ?? Thread.CurrentThread.Name ?? "the engine", by?.Steps ?? 0, expected, seen, Options, Elapsed));
        if (Options.StopAtFirst) Stop();
    }

    internal void Fail(Worker? by, Exception e)
    {
        // Told where it failed.
        if (e is AssertFailedException) return;
        Fail(by, "no exception", e.ToString());
    }

    /// <summary>Rests so long, or until the run is to end.</summary>
    internal void Pause(int milliseconds) => stop.Wait(milliseconds);

    internal void Stop() => stop.Set();

    /// <summary>Runs the scenario to its end.</summary>
    internal void Execute()
    {
        AssertListener.Watch(this);
        try
        {
            if (!Guard(() => scenario.Prepare(this))) return;
            elapsed.Start();
            foreach (Worker worker in workers) worker.Start();
            Watch();
            if (!JoinAll()) return;
            elapsed.Stop();
            Guard(() => scenario.Finish(this));
        }
        finally
        {
            Stop();
            elapsed.Stop();
            DisposeDomains();
            AssertListener.Watch(null);
        }
    }

    public void Dispose() => stop.Dispose();

    private void Add(string name, bool repeats, Action<Worker> body)
    {
        if (elapsed.IsRunning) throw new InvalidOperationException("Workers are added by Prepare.");
        workers.Add(new Worker(this, workers.Count, name, repeats, body));
    }

    private bool Guard(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (Exception e)
        {
            Fail(null, e);
            return false;
        }
    }
}
