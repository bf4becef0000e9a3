using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

/// <summary>Fills the bound that all pools of the process share, so nothing else runs beside it.</summary>
[Collection("Alone in the process")]
public sealed class ProcessLimboTests
{
    [Fact]
    public void All_pools_of_the_process_together_stay_within_one_bound()
    {
        using var domain = new RcuDomain();
        using var other = new RcuDomain();
        var options = new NodePoolOptions { BagSize = 65_536, MaxLimbo = int.MaxValue };
        var first = new NodePool<TestNode>(domain, options);
        var second = new NodePool<TestNode>(other, options);
        using ParkedReader reader = ParkedReader.Enter(domain);
        using ParkedReader otherReader = ParkedReader.Enter(other);
        var node = new TestNode(); // one for all: the pool only counts them here
        const int enough = (int)(ProcessLimbo.Max / 65_536) + 4;
        for (int i = 0; i < enough; i++)
        {
            Seal(i % 2 == 0 ? first : second, node);
            Assert.InRange(ProcessLimbo.Nodes, 0, ProcessLimbo.Max);
        }

        RcuStatistics a = domain.GetStatistics();
        RcuStatistics b = other.GetStatistics();
        Assert.True(a.DroppedNodes + b.DroppedNodes >= 4 * 65_536);
        Assert.Equal((long)enough * 65_536, a.DroppedNodes + b.DroppedNodes + a.PendingNodes + b.PendingNodes);
        Assert.Equal(0, node.TimesCleared);

        reader.Leave();
        otherReader.Leave();
        first.TryDrainLimbo();
        second.TryDrainLimbo();
        Assert.Equal(0, domain.GetStatistics().PendingNodes + other.GetStatistics().PendingNodes);
    }

    private static void Seal(NodePool<TestNode> pool, TestNode node)
    {
        Bag<TestNode> bag = pool.TakeEmpty();
        while (bag.Count < pool.BagSize) bag.Add(node);
        Assert.True(pool.TrySeal(bag));
    }
}
