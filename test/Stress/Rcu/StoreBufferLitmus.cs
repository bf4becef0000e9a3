using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>
/// The race that the process-wide barrier decides. A reader announces itself and loads; its announcement waits in the store buffer behind stores to cold pages,
/// while the load goes ahead. The writer unlinks, waits for a grace period and marks what it unlinked as dead. A scan that runs past the announcement lets the
/// reader see the mark. Proves something only when the same program without the barrier fails: see the controls.
/// </summary>
internal sealed class StoreBufferLitmus : Scenario
{
    private const int Turns = 256;
    private const int Looks = 24;

    private sealed class Target
    {
        internal int Dead;
    }

    private RcuDomain domain = null!;
    private Target current = new();

    internal override string Name => "rcu-store-buffer";

    internal override string Checks => "no grace period overlooks a reader whose announcement is still in the store buffer of its core";

    internal override int MinimumCores => 2;

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        for (int i = 0; i < run.Options.Readers; i++)
        {
            var pages = new ColdPages();
            run.AddWorker($"reader {i + 1}", worker => Read(worker, pages));
        }

        run.AddWriters(Write);
        var swept = new ColdPages();
        run.AddWorker("sweeper", worker => Disturb(worker, swept));
        run.AddWorker("asker", Ask);
    }

    private void Read(Worker worker, ColdPages pages)
    {
        ReaderHandle reader = domain.GetReader();
        int bad = 0;
        for (int i = 0; i < Turns; i++)
        {
            pages.Touch(worker.Random, 1 + (i & 15));
            using (reader.EnterRead())
            {
                Target target = Volatile.Read(ref current);
                for (int look = 0; look < Looks; look++) bad |= Volatile.Read(ref target.Dead);
            }
        }

        if (bad != 0) worker.Violate("what a section has found stays alive until the section ends", "a target that died inside it: its grace period overlooked the reader");
        worker.Count("sections", Turns);
    }

    private void Write(Worker worker)
    {
        int turns = 0;
        for (; turns < Turns && !worker.Stopping; turns++)
        {
            Target old = Interlocked.Exchange(ref current, new Target());
            if ((turns & 3) != 0) domain.SynchronizeExpedited();
            else domain.Synchronize();
            Volatile.Write(ref old.Dead, 1);
        }

        worker.Count("grace periods waited for", turns);
    }

    /// <summary>Takes the caches away now and then.</summary>
    private static void Disturb(Worker worker, ColdPages pages)
    {
        pages.Sweep();
        worker.Count("sweeps");
        worker.Pause(2);
    }

    /// <summary>Moves the readers' announcement lines to another core, so that the next announcement has to fetch its line first.</summary>
    private void Ask(Worker worker)
    {
        for (int i = 0; i < 64; i++) domain.StartGracePeriod();
        worker.Pause(1);
    }
}
