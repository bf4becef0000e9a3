using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Concurrent.Bench.Quick;

/// <summary>Several threads that do the same thing for a while: how much they get done together.</summary>
internal static class ReaderTeam
{
    private const int Batch = 1_024;

    /// <summary>Does a batch of operations from a position on, and moves the position; returns how many came out right.</summary>
    public delegate long Step(int operations, ref int position);

    /// <summary>Runs the step on <paramref name="threads"/> threads, evenly spread over the positions. Returns operations done and the time it took.</summary>
    public static (long Operations, TimeSpan Elapsed) Run(int threads, TimeSpan duration, int positions, Step step)
    {
        bool stop = false;
        long wrong = 0;
        long[] done = new long[threads];
        using var start = new Barrier(threads + 1);
        Thread[] team = [.. Enumerable.Range(0, threads).Select(index => new Thread(() =>
        {
            int position = (int)((long)positions * index / threads);
            long mine = 0;
            long right = 0;
            start.SignalAndWait();
            while (!Volatile.Read(ref stop))
            {
                right += step(Batch, ref position);
                mine += Batch;
            }

            // Written once, at the end: a counter shared while counting would be measured too.
            done[index] = mine;
            Interlocked.Add(ref wrong, mine - right);
        })
        { IsBackground = true, Name = $"reader {index}" })];

        foreach (Thread thread in team) thread.Start();
        start.SignalAndWait();
        long began = Stopwatch.GetTimestamp();
        Thread.Sleep(duration);
        Volatile.Write(ref stop, true);
        foreach (Thread thread in team) thread.Join();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        return wrong == 0 ? (done.Sum(), elapsed) : throw new InvalidOperationException($"{wrong} operations of the reader threads came out wrong");
    }
}
