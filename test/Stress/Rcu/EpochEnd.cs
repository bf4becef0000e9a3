using System;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Domains that are made near the last epoch and run past it.</summary>
internal sealed class EpochEnd : Scenario
{
    private sealed class Target
    {
        internal int Dead;
    }

    private sealed class Life
    {
        internal required RcuDomain Domain { get; init; }

        internal required StressTree Tree { get; init; }

        internal Target Current = new();
    }

    private StressRun run = null!;
    private Life current = null!;
    private readonly Lock turn = new();

    internal override string Name => "rcu-epoch-end";

    internal override string Checks => "when the epochs run out, waiting fails fast, callbacks and dispose still work, and nothing is freed early";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        current = NewLife(100);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    private Life NewLife(int epochs)
    {
        RcuDomain domain = run.NewDomain(new RcuDomainOptions { Name = Name, FirstEpoch = GracePeriods.LastEpoch - epochs });
        return new Life { Domain = domain, Tree = new StressTree(new NodePool<StressNode>(domain, new NodePoolOptions { BagSize = 1 })) };
    }

    private void Read(Worker worker)
    {
        Life life = Volatile.Read(ref current);
        try
        {
            using (life.Domain.EnterRead())
            {
                Target target = Volatile.Read(ref life.Current);
                life.Tree.Meet(worker, SectionDelay.Rest);
                if (Volatile.Read(ref target.Dead) != 0) worker.Violate("what a section has found stays alive until the section ends", "a target that died inside it");
            }

            worker.Count("sections");
        }
        catch (ObjectDisposedException)
        {
            // This life is over; the next one is published already.
            worker.Count("turned away");
        }
    }

    private void Write(Worker worker)
    {
        using (turn.EnterScope())
        {
            Life life = current;
            int before = 0;
            while (TryReplace(worker, life)) before++;
            // From here on nothing that was retired can be told from what readers see: it is dropped, not recycled.
            long recycled = life.Domain.GetStatistics().RecycledNodes;
            for (int i = 0; i < 50; i++)
            {
                life.Tree.Replace();
                Target old = Interlocked.Exchange(ref life.Current, new Target());
                life.Domain.Call(static dead => Volatile.Write(ref dead.Dead, 1), old);
            }

            MustRefuse(worker, life.Domain);
            Target last = Interlocked.Exchange(ref life.Current, new Target());
            life.Domain.Call(static dead => Volatile.Write(ref dead.Dead, 1), last);
            using (worker.Doing("barrier after the last epoch")) life.Domain.Barrier();
            if (Volatile.Read(ref last.Dead) == 0) worker.Violate("callbacks run after the last epoch", "one that has not");
            if (life.Domain.GetStatistics().RecycledNodes > recycled + 8) worker.Violate("nothing that was retired after the last epoch is recycled", life.Domain.GetStatistics().ToString());
            Volatile.Write(ref current, NewLife(worker.Random.Between(1, 400)));
            using (worker.Doing("dispose after the last epoch")) life.Domain.Dispose();
            run.Forget(life.Domain);
            worker.Count("grace periods before the end", before);
            worker.Count("lives");
        }
    }

    /// <returns>False when the epochs have run out.</returns>
    private static bool TryReplace(Worker worker, Life life)
    {
        life.Tree.Replace();
        Target old = Interlocked.Exchange(ref life.Current, new Target());
        try
        {
            switch (worker.Random.Below(4))
            {
                case 0:
                    life.Domain.SynchronizeExpedited();
                    break;
                case 1:
                    life.Domain.StartGracePeriod().Wait();
                    break;
                case 2:
                    life.Domain.SynchronizeAsync().Wait();
                    break;
                default:
                    life.Domain.Synchronize();
                    break;
            }
        }
        catch (InvalidOperationException e) when (e.Message.Contains("used up", StringComparison.Ordinal))
        {
            return false;
        }

        Volatile.Write(ref old.Dead, 1);
        return true;
    }

    private static void MustRefuse(Worker worker, RcuDomain domain)
    {
        try
        {
            domain.StartGracePeriod();
            worker.Violate("a grace period is refused after the last epoch", "one was started");
        }
        catch (InvalidOperationException)
        {
            // As it should be.
        }
    }
}
