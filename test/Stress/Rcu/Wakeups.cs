using System;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>One request at a time, each just when the reclaimer is about to fall asleep. A wake-up that is lost leaves it asleep with the request.</summary>
internal sealed class Wakeups : Scenario
{
    private RcuDomain[] domains = [];
    private StressTree[] trees = [];
    private TimeSpan patience;

    internal override string Name => "rcu-wakeup";

    internal override string Checks => "no request to a reclaimer that is about to fall asleep is lost: callbacks, barriers, tasks, abandoned grace periods, nodes of an idle tree";

    internal override void Prepare(StressRun run)
    {
        // Each asks a reclaimer of its own: another's request would wake it.
        domains = new RcuDomain[run.Options.Writers];
        trees = new StressTree[domains.Length];
        patience = run.Options.Patience / 2; // before the watchdog loses its own
        for (int i = 0; i < domains.Length; i++)
        {
            int own = i;
            domains[i] = run.NewDomain(new RcuDomainOptions { Name = $"{Name} {i + 1}" });
            trees[i] = new StressTree(new NodePool<StressNode>(domains[i], new NodePoolOptions { BagSize = 4 }));
            run.AddWorker($"asker {i + 1}", worker => Ask(worker, domains[own], trees[own]));
        }
    }

    private void Ask(Worker worker, RcuDomain domain, StressTree tree)
    {
        // Half of them the request that takes no lock on its way, so that nothing but the fences of sleeper and waker order it.
        int way = worker.Random.OneIn(200) ? 4 : worker.Random.OneIn(2) ? 3 : worker.Random.Below(3);
        using (worker.Doing("ask the reclaimer", way))
        {
            bool done = way switch
            {
                0 => Calls(worker, domain),
                1 => IsOver(worker, domain.BarrierAsync()),
                2 => IsOver(worker, domain.SynchronizeAsync()),
                3 => Abandons(worker, domain),
                _ => FallsIdle(worker, domain, tree),
            };
            if (!done && !worker.Stopping) worker.Violate("the reclaimer answers a request", $"it sleeps (way {way}); {domain.GetStatistics()}");
        }

        worker.Count("requests");
        // The way from the answer to its sleep takes the reclaimer about so long.
        Thread.SpinWait(worker.Random.Below(worker.Random.OneIn(4) ? 3_000 : 300));
    }

    private bool Calls(Worker worker, RcuDomain domain)
    {
        var ran = new StrongFlag();
        domain.Call(static flag => Volatile.Write(ref flag.Value, 1), ran);
        return Comes(worker, () => Volatile.Read(ref ran.Value) != 0);
    }

    private bool IsOver(Worker worker, Task task) => Comes(worker, () => task.IsCompletedSuccessfully);

    private bool Abandons(Worker worker, RcuDomain domain)
    {
        GracePeriod nobodys = domain.StartGracePeriod();
        return Comes(worker, () => nobodys.IsCompleted);
    }

    /// <summary>A write, and then nothing: the reclaimer sees to it that the nodes come back.</summary>
    private bool FallsIdle(Worker worker, RcuDomain domain, StressTree tree)
    {
        for (int i = worker.Random.Between(1, 7); i > 0; i--) tree.Replace();
        return Comes(worker, () => tree.Unsealed == 0 && domain.GetStatistics().PendingNodes == 0);
    }

    /// <returns>Whether it came about, before the run ended or patience did.</returns>
    private bool Comes(Worker worker, Func<bool> isDone) => Patience.Until(isDone, patience, () => worker.Stopping);

    private sealed class StrongFlag
    {
        internal int Value;
    }
}
