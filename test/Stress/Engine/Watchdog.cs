using System;
using System.Collections.Generic;
using System.Linq;

namespace Stress.Engine;

/// <summary>Finds workers that do not get on. Its time is counted in its own beats, so that a process that was frozen as a whole is not taken for a stalled one.</summary>
internal sealed class Watchdog
{
    private readonly Worker[] workers;
    private readonly long[] progress;
    private readonly int[] beatsWithout;
    private readonly int patience;

    internal Watchdog(IEnumerable<Worker> workers, TimeSpan patience, TimeSpan beat)
    {
        // One with a single task may wait for the end of the run in it.
        this.workers = [.. workers.Where(worker => worker.Repeats)];
        progress = new long[this.workers.Length];
        beatsWithout = new int[this.workers.Length];
        this.patience = Math.Max(1, (int)(patience / beat));
    }

    /// <summary>Called at every beat.</summary>
    /// <returns>A worker that has just used up its time.</returns>
    internal Worker? FindStalled()
    {
        Worker? found = null;
        for (int i = 0; i < workers.Length; i++)
        {
            Worker worker = workers[i];
            long now = worker.Steps + worker.Activities.Begun;
            if (worker.HasEnded || now != progress[i])
            {
                progress[i] = now;
                beatsWithout[i] = 0;
            }
            else if (++beatsWithout[i] == patience)
            {
                found ??= worker;
            }
        }

        return found;
    }
}
