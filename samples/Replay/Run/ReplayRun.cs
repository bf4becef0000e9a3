using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>Runs a workload: one writer thread, N reader threads, and the calling thread, which watches.</summary>
internal sealed class ReplayRun : IDisposable
{
    private readonly IWorkload _workload;
    private readonly RunSettings _settings;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly WriterLoop _writer;
    private readonly ReaderTally[] _tallies;
    private readonly CancellationTokenSource _stopReaders = new();
    private readonly ManualResetEvent _writerEnded = new(false);
    private readonly Stopwatch _elapsed = new();
    private WriterResult? _result;

    public ReplayRun(IWorkload workload, RunSettings settings, StepClock clock, MismatchLog log)
    {
        _workload = workload;
        _settings = settings;
        _clock = clock;
        _log = log;
        _writer = new WriterLoop(workload, clock, settings);
        _tallies = [.. Enumerable.Range(0, settings.Readers).Select(_ => new ReaderTally())];
    }

    public RunSettings Settings => _settings;

    /// <summary>How far the run is. Any thread, at any time.</summary>
    public RunProgress Progress => new(
        _elapsed.Elapsed,
        _writer.Rounds,
        _clock.Applied,
        _tallies.Sum(t => t.Lookups),
        _tallies.Sum(t => t.Scans),
        _tallies.Sum(t => t.Snapshots),
        _log.Count);

    /// <summary>Runs to the end, and meanwhile calls <paramref name="watch"/> with a wait that returns true when the writer is done.</summary>
    public RunOutcome Run(Action<Func<TimeSpan, bool>> watch, CancellationToken cancellation)
    {
        // All that the threads need is made before the clock starts, so that the run measures itself alone.
        IWorkloadReader[] readers = [.. _tallies.Select((t, i) => _workload.CreateReader(t, _settings.Seed + (ulong)i))];
        Thread[] threads =
        [
            .. readers.Select((r, i) => new Thread(() => Guard($"reader {i + 1}", () => Read(r, _tallies[i]))) { Name = $"reader {i + 1}" }),
            new Thread(() => Guard("the writer", () => Write(cancellation))) { Name = "writer" },
        ];
        int[] collections = CountCollections();
        TimeSpan pause = GC.GetTotalPauseDuration();
        _elapsed.Start();
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        try
        {
            watch(wait => _writerEnded.WaitOne(wait));
        }
        finally
        {
            _writerEnded.WaitOne();
            _stopReaders.Cancel();
            foreach (Thread thread in threads)
            {
                thread.Join();
            }
        }

        _elapsed.Stop();
        pause = GC.GetTotalPauseDuration() - pause;
        int[] after = CountCollections();

        // The readers may have left before the last snapshot came.
        Guard("the last snapshot", readers[0].VerifyPendingSnapshot);
        var lookups = new LatencyHistogram();
        foreach (ReaderTally tally in _tallies)
        {
            lookups.Add(tally.LookupTicks);
        }

        return new RunOutcome(
            Progress,
            _result ?? new WriterResult(_clock.Applied, 0, 0, 0, 0, new LatencyHistogram()),
            lookups,
            _tallies.Sum(t => t.AllocatedBytes),
            _workload.SnapshotsTaken,
            [.. after.Zip(collections, (a, b) => a - b)],
            pause,
            _workload.Domain.GetStatistics(),
            cancellation.IsCancellationRequested,
            _log.First());
    }

    public void Dispose()
    {
        _stopReaders.Dispose();
        _writerEnded.Dispose();
    }

    private static int[] CountCollections() => [GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2)];

    private void Write(CancellationToken cancellation)
    {
        try
        {
            _result = _writer.Run(cancellation);
        }
        finally
        {
            _writerEnded.Set();
        }
    }

    private void Read(IWorkloadReader reader, ReaderTally tally)
    {
        CancellationToken stop = _stopReaders.Token;
        long before = GC.GetAllocatedBytesForCurrentThread();
        do
        {
            reader.Step();
        }
        while (!stop.IsCancellationRequested);

        tally.AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>An exception of the tree is a wrong answer like any other: reported, and no end of the program.</summary>
    private void Guard(string who, Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // Whatever was thrown, the run is to end with a summary and exit code 1.
        catch (Exception e)
#pragma warning restore CA1031
        {
            string at = e.StackTrace?.Split('\n').FirstOrDefault()?.Trim() ?? "";
            _log.Report(new Mismatch(who, "no exception", $"{e.GetType().Name}: {e.Message} {at}", $"about step {_clock.Applied}"));
        }
    }
}
