using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>A reader that stays in its section until it is reported, while others read and write on.</summary>
internal sealed class StalledReader : Scenario
{
    private const int MostLimbo = 4_096;
    private const int BagSize = 64;
    private static readonly TimeSpan Threshold = TimeSpan.FromMilliseconds(30);

    /// <summary>The reclaimer reads the clock before it looks at the readers: so long it may have been kept from running in between.</summary>
    private const int Preempted = 1_000;

    private StressRun run = null!;
    private RcuDomain domain = null!;
    private NodePool<StressNode> pool = null!;
    private StressTree tree = null!;
    private int stallerId;
    private long enteredAt;
    private int reports;
    private TimeSpan patience;

    internal override string Name => "rcu-stalled-reader";

    internal override string Checks => "a stalled reader is reported once, with its thread and no more than its age; limbo stays bounded meanwhile, what it holds stays whole, and all clears afterwards";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        patience = run.Options.Patience / 2; // before the watchdog loses its own
        domain = run.NewDomain(new RcuDomainOptions { Name = Name, StallThreshold = Threshold });
        domain.ReaderStalled += (_, stall) => Hear(stall);
        pool = new NodePool<StressNode>(domain, new NodePoolOptions { BagSize = BagSize, MaxLimbo = MostLimbo });
        tree = new StressTree(pool);
        run.AddWorker("staller", Stall);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    private void Hear(ReaderStalledEventArgs stall)
    {
        if (stall.Age < Threshold) run.Fail(null, $"a reader is reported when it is {Threshold.TotalMilliseconds:F0} ms old", $"after {stall.Age.TotalMilliseconds:F0} ms");
        // Another reader that the system has put to rest inside its section is a stalled reader too.
        if (stall.ThreadId != Volatile.Read(ref stallerId)) return;
        long since = Environment.TickCount64 - Volatile.Read(ref enteredAt);
        if (stall.Age.TotalMilliseconds > since + Preempted) run.Fail(null, string.Create(CultureInfo.InvariantCulture, $"an age of at most {since} ms"), $"{stall.Age.TotalMilliseconds:F0} ms");
        if (stall.ThreadName is not { } name || !name.EndsWith("staller", StringComparison.Ordinal)) run.Fail(null, "the name of the thread that stalls", $"'{stall.ThreadName}'");
        Interlocked.Increment(ref reports);
    }

    private void Stall(Worker worker)
    {
        // Reports of the last section may still be on their way: a section that ends with its report heard leaves none.
        Volatile.Write(ref reports, 0);
        Volatile.Write(ref enteredAt, Environment.TickCount64);
        Volatile.Write(ref stallerId, Environment.CurrentManagedThreadId);
        using (domain.EnterRead())
        {
            tree.Meet(worker, StayUntilReported);
        }

        if (worker.Stopping) return;
        using (worker.Doing("wait until all is clear")) WaitUntilClear(worker);
        worker.Count("stalls");
    }

    private void StayUntilReported(Worker worker)
    {
        using (worker.Doing("wait inside a section to be reported"))
        {
            bool reported = Patience.Until(() => Volatile.Read(ref reports) > 0, patience, () => worker.Stopping);
            if (!reported && !worker.Stopping) worker.Violate("a stalled reader is reported", domain.GetStatistics().ToString());
        }

        // A few more looks of the monitor, which has nothing new to say.
        worker.Pause(4 * Reclaimer.TickMilliseconds);
        int heard = Volatile.Read(ref reports);
        if (heard > 1) worker.Violate("a section is reported once", $"{heard} times");
    }

    private void WaitUntilClear(Worker worker)
    {
        domain.Synchronize();
        bool clear = Patience.Until(() => domain.GetStatistics().StalledReaders == 0, patience, () => worker.Stopping);
        if (!clear && !worker.Stopping) worker.Violate("nobody is stalled after the stalled reader has left", domain.GetStatistics().ToString());
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead()) tree.Meet(worker, SectionDelay.Rest);
        worker.Count("sections");
    }

    private void Write(Worker worker)
    {
        for (int i = 0; i < 64; i++) tree.Replace();
        worker.Count("replacements", 64);
        int waiting = pool.LimboNodes;
        if (waiting > MostLimbo + (4 * BagSize)) worker.Violate($"about {MostLimbo} nodes wait at the most", $"{waiting} do");
    }
}
