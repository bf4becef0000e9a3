using System;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Trees of one node each that share a pool with bags and limbos of several sizes, most of them small, so that nodes come back, and are dropped, all the time.</summary>
internal sealed class Recycling : Scenario
{
    private RcuDomain domain = null!;
    private NodePool<StressNode> pool = null!;
    private StressTree[] trees = [];
    private int bagSize;
    private int mostLimbo;

    internal override string Name => "rcu-recycling";

    internal override string Checks => "no node is used again before the sections that may hold it are over, none is recycled twice, and limbo stays within its bound";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        bagSize = 1 << (int)(run.Options.Seed % 7);
        mostLimbo = 1 << (10 + (int)(run.Options.Seed / 7 % 7));
        pool = new NodePool<StressNode>(domain, new NodePoolOptions { BagSize = bagSize, MaxLimbo = mostLimbo, MaxPooled = 1_024 });
        trees = new StressTree[run.Options.Writers];
        for (int i = 0; i < trees.Length; i++) trees[i] = new StressTree(pool);
        run.AddReaders(Read);
        run.AddWriters(Write);
        run.AddCollector();
    }

    internal override void Finish(StressRun run)
    {
        // Nobody writes or reads any more: the reclaimer alone must bring everything home.
        if (!Patience.Until(() => pool.LimboNodes == 0 && Array.TrueForAll(trees, tree => tree.Unsealed == 0), run.Options.Patience))
            run.Fail(null, "an idle tree's nodes come back without a writer", $"{pool.LimboNodes} nodes still wait; {domain.GetStatistics()}");
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead()) trees[worker.Random.Below(trees.Length)].Meet(worker, SectionDelay.Rest);
        worker.Count("sections");
    }

    private void Write(Worker worker)
    {
        for (int i = 0; i < 64; i++) trees[worker.Random.Below(trees.Length)].Replace();
        worker.Count("replacements", 64);
        int waiting = pool.LimboNodes;
        // A bag may lie on top while it is looked at, from each writer.
        int bound = mostLimbo + ((trees.Length + 1) * 2 * (bagSize + 16));
        if (waiting > bound) worker.Violate($"at most {bound} nodes wait", $"{waiting} do");
    }
}
