using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>What a slow reader holds back is bounded, by giving nodes to the garbage collector, never by giving them out again (R3).</summary>
/// <remarks>
/// <code>
/// scenario             mutants it is meant to catch
/// rcu-bounded-limbo    limbo dropped into the pool instead of the GC; limbo without a bound; bound that waits for the reader
/// rcu-shared-pool      bags handed out twice; limbo list changed without the pool's lock
/// rcu-write-rolled-back  a node that stayed in the tree retired all the same
/// </code>
/// </remarks>
internal static class LimboScenarios
{
    /// <summary>The writer goes on under a reader that stays inside: two bags at the most wait, the node in use is not filled again.</summary>
    [Scenario("rcu-bounded-limbo")]
    public static void BoundedLimbo(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain, bagSize: 1, maxLimbo: 1);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            for (int i = 2; i <= 4; i++)
            {
                box.Replace(i);
                Check.That(box.Pool.LimboNodes <= 1, "R3: limbo beyond its bound");
            }
        });
    }

    /// <summary>Two trees of one domain share a pool; each has its own writer.</summary>
    [Scenario("rcu-shared-pool")]
    public static void SharedPool(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var pool = new NodePool<Probe>(domain, new NodePoolOptions { BagSize = 1 });
        world.Thread("first", () => FillAndRetire(pool));
        world.Thread("second", () => FillAndRetire(pool));
        world.Finally(() => Check.That(pool.FreeNodes + pool.LimboNodes <= 4, "more nodes came back than were retired"));
    }

    private static void FillAndRetire(NodePool<Probe> pool)
    {
        var cache = new NodeCache<Probe>(pool, recycle: true);
        for (int i = 1; i <= 3; i++)
        {
            cache.Prepare();
            Probe node = cache.Rent();
            node.Fill(i);
            Check.Equal(i, node.Read(), "a rented node belongs to one writer"); // the other one may run in between
            cache.Retire(node);
            cache.Commit();
        }
    }

    /// <summary>A write fails after it has noted what it would unlink: that node stays published and must not come back into the pool.</summary>
    [Scenario("rcu-write-rolled-back")]
    public static void WriteRolledBack(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            box.FailToReplace(2);
            box.Replace(3);
        });
    }
}
