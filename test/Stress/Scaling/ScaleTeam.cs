using System;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Stress.Scaling;

/// <summary>Readers and writers on one tree for a while: how much they get done together.</summary>
internal static class ScaleTeam
{
    private const int Batch = 1_024;
    private const int Changes = 16;

    /// <summary>Runs them. Each reader begins elsewhere.</summary>
    /// <returns>Look-ups and changes done, how many look-ups went wrong, and the time it took.</returns>
    internal static (long LookUps, long Changes, long Wrong, TimeSpan Elapsed) Run(ScaleTree tree, int readers, int writers, TimeSpan duration)
    {
        bool stop = false;
        long lookUps = 0;
        long changes = 0;
        long wrong = 0;
        using var start = new Barrier(readers + writers + 1);
        using var never = new ManualResetEventSlim();

        void Read(int index)
        {
            int position = (int)((long)tree.Entries * index / readers);
            long done = 0;
            long right = 0;
            start.SignalAndWait();
            while (!Volatile.Read(ref stop))
            {
                right += tree.LookUp(Batch, ref position);
                done += Batch;
            }

            // Written once, at the end: a counter shared while counting would be measured too.
            Interlocked.Add(ref lookUps, done);
            Interlocked.Add(ref wrong, done - right);
        }

        void Write()
        {
            int position = 0;
            long done = 0;
            start.SignalAndWait();
            while (!Volatile.Read(ref stop))
            {
                tree.Change(Changes, ref position);
                done += Changes;
            }

            Interlocked.Add(ref changes, done);
        }

        Thread[] team =
        [
            .. Enumerable.Range(0, readers).Select(index => new Thread(() => Read(index)) { IsBackground = true, Name = $"reader {index + 1}" }),
            .. Enumerable.Range(0, writers).Select(index => new Thread(Write) { IsBackground = true, Name = $"writer {index + 1}" }),
        ];
        foreach (Thread thread in team) thread.Start();
        start.SignalAndWait();
        long began = Stopwatch.GetTimestamp();
        never.Wait(duration);
        Volatile.Write(ref stop, true);
        foreach (Thread thread in team) thread.Join();
        return (lookUps, changes, wrong, Stopwatch.GetElapsedTime(began));
    }
}
