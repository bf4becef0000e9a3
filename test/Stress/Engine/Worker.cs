using System;
using System.Threading;

namespace Stress.Engine;

/// <summary>One thread of a run, and what it tells about itself.</summary>
internal sealed class Worker
{
    private readonly StressRun run;
    private readonly Action<Worker> body;
    private readonly bool repeats;
    private readonly CounterSet counters = new();
    private readonly ActivityLog activities = new();
    private readonly Thread thread;
    private long steps;
    private int ended;

    internal Worker(StressRun run, int index, string name, bool repeats, Action<Worker> body)
    {
        this.run = run;
        this.repeats = repeats;
        this.body = body;
        Index = index;
        Name = name;
        Random = new StressRandom(StressRandom.Mix(run.Options.Seed, run.Scenario, index));
        thread = new Thread(Live) { Name = $"{run.Scenario} {name}", IsBackground = true };
    }

    /// <summary>Its number in the run, from 0.</summary>
    internal int Index { get; }

    internal string Name { get; }

    internal StressRandom Random { get; }

    /// <summary>Steps done: repetitions, or what a worker with one task says with <see cref="Step"/>.</summary>
    internal long Steps => Volatile.Read(ref steps);

    /// <summary>Whether the run is to end. A body that takes long asks now and then.</summary>
    internal bool Stopping => run.Stopping;

    internal bool HasEnded => Volatile.Read(ref ended) != 0;

    /// <summary>Whether it goes on until the run ends, so that a stand-still is a fault.</summary>
    internal bool Repeats => repeats;

    internal ActivityLog Activities => activities;

    internal CounterSet Counters => counters;

    internal Thread Thread => thread;

    internal void Count(string counter, long by = 1) => counters.Add(counter, by);

    internal void Step() => Volatile.Write(ref steps, steps + 1);

    /// <summary>Says what the worker is doing until the scope ends. For reports of the watchdog.</summary>
    internal ActivityScope Doing(string activity, long detail = 0) => activities.Begin(activity, detail);

    /// <summary>Rests so long, or until the run is to end.</summary>
    internal void Pause(int milliseconds) => run.Pause(milliseconds);

    /// <summary>Notes a violation that this worker has seen.</summary>
    internal void Violate(string expected, string seen) => run.Fail(this, expected, seen);

    internal void Start() => thread.Start();

    internal bool Join(TimeSpan patience) => thread.Join(patience);

    private void Live()
    {
        try
        {
            do
            {
                body(this);
                Step();
            }
            while (repeats && !run.Stopping);
        }
        catch (Exception e)
        {
            run.Fail(this, e);
        }
        finally
        {
            Volatile.Write(ref ended, 1);
        }
    }
}
