using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>
/// What a grace period orders. Forwards: a section that sees what was stored after it sees all that was stored before it. Backwards, and through a third thread:
/// who learns that it has ended sees all that the sections before it did.
/// </summary>
internal sealed class Ordering : Scenario
{
    /// <summary>What a reader did in its sections, in words that only it writes, and without a fence of its own.</summary>
    private sealed class Trace
    {
        internal long Saw;
        internal PaddedInt64 Begun;
        internal PaddedInt64 Ended;
    }

    private readonly Lock turn = new();
    private RcuDomain domain = null!;
    private Trace[] traces = [];
    private PaddedInt64 before;
    private PaddedInt64 after;
    private PaddedInt64 told;

    internal override string Name => "rcu-ordering";

    internal override string Checks => "stores before a grace period are seen with those after it, and what sections before it did is seen after it, also by a third thread";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        traces = new Trace[run.Options.Readers];
        for (int i = 0; i < traces.Length; i++) traces[i] = new Trace();
        run.AddReaders(Read);
        run.AddWriters(Write);
        run.AddWorker("third", Check);
    }

    private void Read(Worker worker)
    {
        Trace trace = traces[worker.Index];
        for (int i = 0; i < 64; i++)
        {
            using (domain.EnterRead())
            {
                // Two loads of one section in the order that only the grace period keeps apart.
                long old = Volatile.Read(ref before.Value);
                trace.Saw = old;
                Volatile.Write(ref trace.Begun.Value, trace.Begun.Value + 1);
                if ((i & 7) == 0) SectionDelay.Rest(worker);
                long fresh = Volatile.Read(ref after.Value);
                if (fresh > old)
                    worker.Violate("a section that reads the old word does not read the new one", string.Create(CultureInfo.InvariantCulture, $"before = {old}, later after = {fresh}"));
                // A plain store: that it is seen at all is the grace period's work.
                trace.Ended.Value = trace.Begun.Value;
            }
        }

        worker.Count("sections", 64);
    }

    private void Write(Worker worker)
    {
        long now;
        using (turn.EnterScope())
        {
            now = before.Value + 1;
            Volatile.Write(ref before.Value, now);
            using (worker.Doing("grace period", now))
            {
                switch (worker.Random.Below(4))
                {
                    case 0:
                        domain.SynchronizeExpedited();
                        break;
                    case 1:
                        domain.SynchronizeAsync().Wait();
                        break;
                    case 2:
                        using (var ran = new ManualResetEventSlim())
                        {
                            domain.Call(static gate => gate.Set(), ran);
                            ran.Wait();
                            domain.Barrier(); // before the gate is disposed, its setter has returned
                        }

                        break;
                    default:
                        domain.Synchronize();
                        break;
                }
            }

            Verify(worker, now, "the writer");
            Volatile.Write(ref after.Value, now);
            Volatile.Write(ref told.Value, now);
        }

        worker.Count("waits");
    }

    private void Check(Worker worker)
    {
        long now = Volatile.Read(ref told.Value);
        Verify(worker, now, "a third thread");
        worker.Count("third looks");
        Thread.SpinWait(20);
    }

    /// <summary>The sections that read a word older than <paramref name="now"/> are over, and what they did is seen here.</summary>
    private void Verify(Worker worker, long now, string who)
    {
        for (int i = 0; i < traces.Length; i++)
        {
            Trace trace = traces[i];
            long begun = Volatile.Read(ref trace.Begun.Value);
            long saw = Volatile.Read(ref trace.Saw);
            long ended = Volatile.Read(ref trace.Ended.Value);
            if (begun == 0 || saw >= now || ended >= begun) continue;
            worker.Violate(
                $"{who} sees the end of every section that came before the grace period",
                string.Create(CultureInfo.InvariantCulture, $"reader {i + 1}: section {begun} read {saw} before {now}, and {ended} is the last that ended"));
        }
    }
}
