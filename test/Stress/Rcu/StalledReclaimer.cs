using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>A callback that keeps the reclaimer's thread for a while: who can help himself does, who cannot waits, and nothing is lost.</summary>
internal sealed class StalledReclaimer : Scenario
{
    private RcuDomain domain = null!;
    private StressTree tree = null!;
    private SectionMarks marks = null!;
    private int isStalled;
    private long queued;
    private long ran;
    private PaddedInt64 waits;

    internal override string Name => "rcu-stalled-reclaimer";

    internal override string Checks => "while a callback blocks the reclaimer, Synchronize and recycling go on, callers of Call are slowed but not stopped, and afterwards everything that waited is done";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain(new RcuDomainOptions { Name = Name, CallbackHighWaterMark = 128, CallbackBackPressure = TimeSpan.FromMilliseconds(1) });
        tree = new StressTree(new NodePool<StressNode>(domain, new NodePoolOptions { BagSize = 32 }));
        marks = new SectionMarks(run.Options.Readers);
        run.AddReaders(Read);
        run.AddWriters(Write);
        run.AddWorker("synchronizer", Synchronize);
        run.AddWorker("staller", Stall);
    }

    internal override void Finish(StressRun run)
    {
        domain.Barrier();
        if (ran != queued) run.Fail(null, $"all of {queued} callbacks have run", $"{ran} have");
        RcuStatistics statistics = domain.GetStatistics();
        if (statistics.PendingCallbacks != 0) run.Fail(null, "no callback waits after the last barrier", statistics.ToString());
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead())
        {
            marks.Enter(worker.Index);
            tree.Meet(worker, SectionDelay.Rest);
            marks.Leave(worker.Index);
        }

        worker.Count("sections");
    }

    private void Write(Worker worker)
    {
        for (int i = 0; i < 64; i++) tree.Replace();
        Queue(static home => Interlocked.Increment(ref home.ran));
        worker.Count("callbacks");
    }

    private void Queue(Action<StalledReclaimer> work)
    {
        Interlocked.Increment(ref queued);
        domain.Call(work, this);
    }

    private void Synchronize(Worker worker)
    {
        long[] noted = marks.NewNote();
        marks.Note(noted);
        using (worker.Doing("synchronize", Volatile.Read(ref isStalled))) domain.Synchronize();
        if (marks.StillInside(noted) >= 0) worker.Violate("no section from before is open after Synchronize", "one is");
        Volatile.Write(ref waits.Value, waits.Value + 1);
        worker.Count(Volatile.Read(ref isStalled) == 0 ? "waits" : "waits while the reclaimer is blocked");
    }

    private void Stall(Worker worker)
    {
        using var release = new ManualResetEventSlim();
        using var blocked = new ManualResetEventSlim();
        Interlocked.Increment(ref queued);
        domain.Call(
            static state =>
            {
                state.blocked.Set();
                state.release.Wait();
                Interlocked.Increment(ref state.home.ran);
            },
            (home: this, release, blocked));
        try
        {
            using (worker.Doing("wait for the callback that will block")) blocked.Wait();
            Volatile.Write(ref isStalled, 1);
            Task asked = domain.BarrierAsync();
            // Others get on: so many grace periods, or the end of the run.
            long goal = Volatile.Read(ref waits.Value) + worker.Random.Between(2, 200);
            using (worker.Doing("hold the reclaimer"))
            {
                while (Volatile.Read(ref waits.Value) < goal && !worker.Stopping) worker.Pause(1);
            }

            if (asked.IsCompleted) worker.Violate("a barrier is not over while a callback that was queued before it runs", "it is");
            Volatile.Write(ref isStalled, 0);
            release.Set();
            using (worker.Doing("wait for the barrier after the release")) asked.Wait();
            worker.Count("stalls");
        }
        finally
        {
            release.Set();
        }

        worker.Pause(2);
    }
}
