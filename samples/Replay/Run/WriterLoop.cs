using System.Diagnostics;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>The one writer: applies step after step, offers snapshots, and ends with the first round that is complete after the deadline.</summary>
internal sealed class WriterLoop(IWorkload workload, StepClock clock, RunSettings settings)
{
    private const int StepsBetweenSnapshots = 5_000;

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
        var meter = new AllocationMeter();
        RunPhase lastPhase = RunPhase.Aside;
        long step = 0;
        while (!cancellation.IsCancellationRequested)
        {
            pacer?.Wait(step, cancellation);
            RunPhase phase = workload.PhaseOf(step);
            if (phase != lastPhase)
            {
                meter.Enter(phase);
                lastPhase = phase;
            }

            clock.Begin(step);
            long begun = Stopwatch.GetTimestamp();
            workload.Apply(step);
            ticks.Record(Stopwatch.GetTimestamp() - begun);
            clock.End(step);
            quietSteps += phase == RunPhase.Quiet ? 1 : 0;

            if (++sinceSnapshot >= StepsBetweenSnapshots && phase == RunPhase.WithSnapshots)
            {
                meter.Enter(RunPhase.Aside);
                workload.OfferSnapshot(step + 1);
                meter.Enter(phase);
                sinceSnapshot = 0;
            }

            if (workload.EndsRound(step++))
            {
                meter.Enter(RunPhase.Aside);
                workload.CheckRound(step);
                Volatile.Write(ref _rounds, _rounds + 1);
                if (Stopwatch.GetTimestamp() >= deadline)
                {
                    break;
                }

                meter.Enter(phase);
            }
        }

        meter.Enter(RunPhase.Aside);
        return new WriterResult(
            step,
            pacer?.PacedSteps ?? 0,
            quietSteps,
            meter.BytesOf(RunPhase.Quiet),
            meter.BytesOf(RunPhase.WithSnapshots) + meter.BytesOf(RunPhase.Settling),
            ticks);
    }
}
