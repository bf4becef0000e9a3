using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Far more callbacks than may wait, from everywhere that may queue them; some fail, some queue themselves again.</summary>
internal sealed class CallbackFlood : Scenario
{
    private const int Burst = 200;

    /// <summary>What is queued. Runs once, and not before the sections that were open then are over.</summary>
    private sealed class Chore(CallbackFlood home, long[] noted)
    {
        private int ran;

        internal int Again { get; set; }

        internal bool Fails { get; init; }

        internal void Run()
        {
            if (Interlocked.Increment(ref ran) != 1) home.run.Fail(null, "a callback runs once", "one that ran a second time");
            int inside = home.marks.StillInside(noted);
            if (inside >= 0) home.run.Fail(null, "a callback runs when every section that was open when it was queued is over", $"reader {inside + 1} is still in its section");
            if (home.domain.IsInReadSection || ReaderThread.WriterLocksHeld > 0) home.run.Fail(null, "a callback runs outside sections and locks", "one that runs inside");
            Interlocked.Increment(ref home.done);
            if (Again-- > 0)
            {
                ran = 0;
                home.marks.Note(noted);
                home.Queue(this);
            }

            if (Fails) throw new PlannedException();
        }
    }

    private sealed class PlannedException : Exception;

    private readonly WriterLock writer = new();
    private StressRun run = null!;
    private RcuDomain domain = null!;
    private SectionMarks marks = null!;
    private long queued;
    private long done;
    private long planned;
    private long reported;

    internal override string Name => "rcu-callback-flood";

    internal override string Checks => "every callback runs once, after the sections it must wait for, however many wait; failures are reported once each; who may not wait is not made to";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        domain = run.NewDomain(new RcuDomainOptions { Name = Name, CallbackHighWaterMark = 512, CallbackBackPressure = TimeSpan.FromMilliseconds(5) });
        domain.CallbackFailed += (_, failure) =>
        {
            if (failure.Exception is PlannedException && failure.State is Chore) Interlocked.Increment(ref reported);
            else run.Fail(null, "only planned failures are reported", failure.Exception.ToString());
        };
        marks = new SectionMarks(run.Options.Readers);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    internal override void Finish(StressRun run)
    {
        // One barrier for each time a callback may have queued itself again.
        for (int i = 0; i < 5; i++) domain.Barrier();
        if (done != queued) run.Fail(null, string.Create(CultureInfo.InvariantCulture, $"{queued} callbacks have run"), $"{done} have");
        if (planned != reported) run.Fail(null, string.Create(CultureInfo.InvariantCulture, $"{planned} failures are reported"), $"{reported} are");
        RcuStatistics statistics = domain.GetStatistics();
        if (statistics.PendingCallbacks != 0) run.Fail(null, "no callback waits after the last barrier", statistics.ToString());
        if (statistics.CallbackFailures != planned) run.Fail(null, $"{planned} failures are counted", statistics.ToString());
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead())
        {
            marks.Enter(worker.Index);
            SectionDelay.Rest(worker);
            // In a section the queue takes everything at once: it would otherwise wait for itself.
            if (worker.Random.OneIn(64)) QueueOne(worker);
            marks.Leave(worker.Index);
        }

        worker.Count("sections");
    }

    private void Write(Worker worker)
    {
        using (worker.Doing("a burst of callbacks"))
        {
            for (int i = 0; i < Burst && !worker.Stopping; i++) QueueOne(worker);
        }

        if (worker.Random.OneIn(4))
        {
            using (worker.Doing("callbacks under a writer lock"))
            using (writer.Enter())
            {
                for (int i = 0; i < 8; i++) QueueOne(worker);
            }
        }

        if (worker.Random.OneIn(16))
        {
            using (worker.Doing("barrier")) domain.Barrier();
            worker.Count("barriers");
        }
    }

    private void QueueOne(Worker worker)
    {
        long[] noted = marks.NewNote();
        // Who queues inside a section waits for itself: noted, and over by the time it matters.
        marks.Note(noted);
        bool fails = worker.Random.OneIn(1_000);
        var chore = new Chore(this, noted) { Again = worker.Random.OneIn(8) ? worker.Random.Between(1, 4) : 0, Fails = fails };
        if (fails) Interlocked.Add(ref planned, 1 + chore.Again);
        Queue(chore);
        worker.Count("callbacks");
    }

    private void Queue(Chore chore)
    {
        Interlocked.Increment(ref queued);
        domain.Call(static it => it.Run(), chore);
    }
}
