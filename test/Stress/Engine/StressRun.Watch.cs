using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Concurrent.Rcu;

namespace Stress.Engine;

/// <summary>The watching thread's side of a run.</summary>
internal sealed partial class StressRun
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan StackPatience = TimeSpan.FromSeconds(30);

    /// <summary>Called about ten times a second while the run goes on, on the thread that executes it.</summary>
    internal Action? OnBeat { get; set; }

    /// <summary>Whether threads of this run could not be ended: the process should not go on for long.</summary>
    internal bool IsStuck { get; private set; }

    private void Watch()
    {
        var watchdog = new Watchdog(workers, Options.Patience, Beat);
        while (!stop.Wait(Beat))
        {
            OnBeat?.Invoke();
            if (watchdog.FindStalled() is { } stalled) FailStalled(stalled, "goes on");
            if (elapsed.Elapsed >= Options.Duration || workers.All(worker => worker.HasEnded)) Stop();
        }
    }

    /// <summary>Waits for all workers; one that does not come is reported and left.</summary>
    private bool JoinAll()
    {
        int beats = 0;
        foreach (Worker worker in workers)
        {
            while (!worker.Join(Beat))
            {
                OnBeat?.Invoke();
                if (++beats * Beat.TotalSeconds < Options.Patience.TotalSeconds) continue;
                FailStalled(worker, "ends when the run does");
                IsStuck = true;
                return false;
            }
        }

        return true;
    }

    private void FailStalled(Worker worker, string expected) => Fail(
        worker,
        string.Create(CultureInfo.InvariantCulture, $"{worker.Name} {expected} within {Options.Patience.TotalSeconds:0.#} s"),
        Describe());

    /// <summary>What every worker is doing and how every domain is, for a report.</summary>
    private string Describe()
    {
        var text = new StringBuilder("this state:");
        foreach (Worker worker in workers)
        {
            string state = worker.HasEnded ? "ended" : worker.Thread.ThreadState.ToString();
            text.Append(CultureInfo.InvariantCulture, $"\n    {worker.Name} (thread {worker.Thread.ManagedThreadId}, {state}, {worker.Steps} steps): {string.Join(" > ", worker.Activities.Open())}");
            IReadOnlyList<string> last = worker.Activities.Last();
            if (last.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\n      last, newest first: {string.Join(", ", last)}");
        }

        foreach (RcuDomain domain in Domains()) text.Append(CultureInfo.InvariantCulture, $"\n    domain {domain.Name}: {domain.GetStatistics()}");
        text.Append("\n    stacks:").Append(ThreadStacks.Read(StackPatience));
        return text.ToString();
    }
}
