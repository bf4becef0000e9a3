using System;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class EpochEndTests
{
    private static RcuDomain NearTheEnd(int epochsLeft) => new(new RcuDomainOptions { FirstEpoch = GracePeriods.LastEpoch - epochsLeft });

    [Fact]
    public void The_last_epochs_work_and_then_waiting_fails_fast()
    {
        using RcuDomain domain = NearTheEnd(3);
        for (int i = 0; i < 3; i++) domain.Synchronize();
        foreach (Action wait in new Action[] { domain.Synchronize, domain.SynchronizeExpedited, () => domain.SynchronizeAsync(), () => domain.StartGracePeriod() })
        {
            var thrown = Assert.Throws<InvalidOperationException>(wait);
            Assert.Contains("used up its epochs", thrown.Message, StringComparison.Ordinal);
        }

        Assert.Equal(GracePeriods.Never, domain.Periods.Next());
        Assert.True(domain.Periods.Current <= GracePeriods.LastEpoch);
    }

    [Fact]
    public void A_grace_period_begun_with_the_last_epoch_still_ends_and_not_early()
    {
        using RcuDomain domain = NearTheEnd(1);
        ParkedReader reader = ParkedReader.Enter(domain);
        GracePeriod last = domain.StartGracePeriod();
        Assert.Throws<InvalidOperationException>(() => { domain.StartGracePeriod(); });
        for (int i = 0; i < 10; i++) domain.Periods.Advance();
        Assert.False(last.IsCompleted);
        reader.Dispose();
        last.Wait();
    }

    [Fact]
    public void What_is_retired_after_the_end_is_left_to_the_collector_and_nothing_is_freed_early()
    {
        using RcuDomain domain = NearTheEnd(1);
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = 1 });
        TestNode before = Retire(pool);
        Assert.Equal(1, before.TimesCleared); // recycled as ever
        ParkedReader reader = ParkedReader.Enter(domain);
        TestNode after = Retire(pool);
        Assert.Equal((0, 0), (after.TimesCleared, pool.LimboNodes));
        Assert.Equal(1, domain.GetStatistics().DroppedNodes);
        reader.Dispose();
        Assert.False(pool.TryDrainLimbo());
        Assert.Equal(0, after.TimesCleared);
    }

    [Fact]
    public void Nodes_that_still_wait_at_the_end_come_back()
    {
        using RcuDomain domain = NearTheEnd(1);
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = 1 });
        ParkedReader reader = ParkedReader.Enter(domain);
        TestNode waiting = Retire(pool);
        TestNode dropped = Retire(pool); // cannot be told apart from what this reader sees; behind the other in limbo
        Assert.True(pool.TryDrainLimbo());
        Assert.Equal((0, 0), (waiting.TimesCleared, dropped.TimesCleared));
        reader.Dispose();
        Assert.False(pool.TryDrainLimbo());
        Assert.Equal((1, 0), (waiting.TimesCleared, dropped.TimesCleared));
    }

    [Fact]
    public async Task Callbacks_still_run_and_the_domain_can_be_disposed()
    {
        RcuDomain domain = NearTheEnd(0);
        Assert.Throws<InvalidOperationException>(domain.Synchronize);
        ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        domain.Call(_ => ran++, 0);
        Task barrier = domain.BarrierAsync();
        Eventually.Rounds(domain, 10);
        Assert.Equal(0, ran);
        reader.Dispose();
        await barrier.WaitAsync(Eventually.Deadline);
        Assert.Equal(1, ran);
        domain.Dispose();
    }

    private static TestNode Retire(NodePool<TestNode> pool)
    {
        var node = new TestNode();
        Bag<TestNode> bag = pool.TakeEmpty();
        bag.Add(node);
        Assert.True(pool.TrySeal(bag));
        return node;
    }
}
