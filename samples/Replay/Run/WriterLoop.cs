using System.Diagnostics;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>The one writer: applies step after step, offers snapshots, and ends with the first round that is complete after the deadline.</summary>
internal sealed class WriterLoop(IWorkload workload, StepClock clock, RunSettings settings)
{
    private const int StepsBetweenSnapshots = 5_000;

    private readonly AllocationMeter _meter = new();
    private long _rounds;

    /// <summary>Complete rounds so far.</summary>
    public long Rounds => Volatile.Read(ref _rounds);

    /// <summary>Runs on the calling thread until the end of the run, or, when it is cancelled, of the current step.</summary>
    public WriterResult Run(CancellationToken cancellation)
    {
        var ticks = new LatencyHistogram();
        long started = Stopwatch.GetTimestamp();
        long deadline = started + (long)(settings.Seconds * Stopwatch.Frequency);
        Pacer? pacer = settings.WriterRate is long rate ? new Pacer(rate, started, deadline) : null;
        long quietSteps = 0;
        long sinceSnapshot = 0;
        bool wasQuiet = workload.IsQuiet(0);
        long step = 0;
        _meter.Enter(PartOf(wasQuiet));
        while (!cancellation.IsCancellationRequested)
        {
            pacer?.Wait(step, cancellation);
            bool quiet = workload.IsQuiet(step);
            if (quiet != wasQuiet)
            {
                _meter.Enter(PartOf(quiet));
                wasQuiet = quiet;
            }

            clock.Begin(step);
            long begun = Stopwatch.GetTimestamp();
            workload.Apply(step);
            ticks.Record(Stopwatch.GetTimestamp() - begun);
            clock.End(step);
            quietSteps += quiet ? 1 : 0;

            if (++sinceSnapshot >= StepsBetweenSnapshots && !quiet)
            {
                _meter.Enter(AllocationMeter.Part.Aside);
                workload.OfferSnapshot(step + 1);
                _meter.Enter(PartOf(quiet));
                sinceSnapshot = 0;
            }

            if (workload.EndsRound(step++))
            {
                _meter.Enter(AllocationMeter.Part.Aside);
                workload.CheckRound(step);
                Volatile.Write(ref _rounds, _rounds + 1);
                if (Stopwatch.GetTimestamp() >= deadline)
                {
                    break;
                }

                _meter.Enter(PartOf(wasQuiet));
            }
        }

        _meter.Enter(AllocationMeter.Part.Aside);
        return new WriterResult(
            step,
            pacer?.PacedSteps ?? 0,
            quietSteps,
            _meter.BytesOf(AllocationMeter.Part.Quiet),
            _meter.BytesOf(AllocationMeter.Part.WithSnapshots),
            ticks);
    }

    private static AllocationMeter.Part PartOf(bool quiet) => quiet ? AllocationMeter.Part.Quiet : AllocationMeter.Part.WithSnapshots;
}
