using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class ReplayRunTests
{
    [Fact]
    public void The_run_ends_with_the_first_complete_round_and_verifies_the_last_snapshot()
    {
        using var workload = new CountingWorkload();

        RunOutcome outcome = Run(workload);

        Assert.Equal(1, outcome.Progress.Rounds);
        Assert.Equal(CountingWorkload.StepsPerRound, outcome.Writer.Steps);
        Assert.Equal(Enumerable.Range(0, CountingWorkload.StepsPerRound).Select(i => (long)i), workload.Applied);
        Assert.Equal([CountingWorkload.StepsPerRound], workload.CheckedStates);
        Assert.Equal(1, workload.LastSnapshotChecks);
        Assert.Equal(0, outcome.Progress.Mismatches);
    }

    [Fact]
    public void An_exception_in_a_reader_is_a_mismatch_and_the_writer_goes_on()
    {
        using var workload = new CountingWorkload { FailsToRead = true };

        RunOutcome outcome = Run(workload);

        Assert.Equal(1, outcome.Progress.Rounds);
        Assert.Contains(outcome.Failures, f => f.What == "reader 1" && f.Seen.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public void An_exception_in_the_writer_is_a_mismatch_and_ends_the_run()
    {
        using var workload = new CountingWorkload { FailsToApply = 17 };

        RunOutcome outcome = Run(workload);

        Assert.Equal(0, outcome.Progress.Rounds);
        Assert.Equal(17, outcome.Writer.Steps);
        Assert.Contains(outcome.Failures, f => f.What == "the writer" && f.Seen.Contains("planted", StringComparison.Ordinal));
    }

    [Fact]
    public void A_cancelled_run_ends_at_once()
    {
        using var workload = new CountingWorkload();

        RunOutcome outcome = Run(workload, new CancellationToken(canceled: true));

        Assert.True(outcome.Interrupted);
        Assert.Equal(0, outcome.Writer.Steps);
    }

    private static RunOutcome Run(CountingWorkload workload, CancellationToken cancellation = default)
    {
        var settings = new RunSettings(Readers: 2, WriterRate: null, Seconds: 0, Seed: 1);
        using var run = new ReplayRun(workload, settings, workload.Clock, workload.Log);
        return run.Run(wait => Assert.True(wait(TimeSpan.FromMinutes(1)), "the writer hangs"), cancellation);
    }

    /// <summary>A workload of nothing but calls, which are kept.</summary>
    private sealed class CountingWorkload : IWorkload, IWorkloadReader, IDisposable
    {
        public const int StepsPerRound = 100;

        public StepClock Clock { get; } = new();

        public MismatchLog Log { get; } = new();

        public List<long> Applied { get; } = [];

        public List<long> CheckedStates { get; } = [];

        public int LastSnapshotChecks { get; private set; }

        public bool FailsToRead { get; init; }

        public int FailsToApply { get; init; } = -1;

        public string Title => "a test";

        public int OperationsPerRound => StepsPerRound;

        public RcuDomain Domain { get; } = new();

        public long SnapshotsTaken => 0;

        public void Apply(long step)
        {
            if (step == FailsToApply)
            {
                throw new InvalidOperationException("planted");
            }

            Applied.Add(step);
        }

        public RunPhase PhaseOf(long step) => step % 2 == 0 ? RunPhase.Quiet : RunPhase.WithSnapshots;

        public void OfferSnapshot(long state)
        {
        }

        public bool EndsRound(long step) => step % StepsPerRound == StepsPerRound - 1;

        public void CheckRound(long state) => CheckedStates.Add(state);

        public IWorkloadReader CreateReader(ReaderTally tally, ulong seed) => this;

        public void Step()
        {
            if (FailsToRead)
            {
                throw new InvalidOperationException("planted");
            }
        }

        public void VerifyPendingSnapshot() => LastSnapshotChecks++;

        public void Dispose() => Domain.Dispose();
    }
}
