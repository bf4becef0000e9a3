using System;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>The least a tree does: one published node, replaced under the writer lock, retired, and looked after when idle.</summary>
internal sealed class TestTree : IIdleWork
{
    private readonly RcuDomain domain;
    private readonly NodePool<TestNode> pool;
    private readonly NodeCache<TestNode> cache;
    private readonly WriterLock writer = new();
    private TestNode root = new();
    private int ticks;

    internal TestTree(RcuDomain domain, NodePoolOptions options)
    {
        this.domain = domain;
        pool = new NodePool<TestNode>(domain, options);
        cache = new NodeCache<TestNode>(pool, recycle: true);
        domain.Register(this);
    }

    internal NodePool<TestNode> Pool => pool;

    internal TestNode Root => Volatile.Read(ref root);

    internal int Ticks => Volatile.Read(ref ticks);

    /// <summary>Nodes that were retired and have not come back.</summary>
    internal int Waiting
    {
        get
        {
            using (writer.Enter()) return cache.RetiredNodes + pool.LimboNodes;
        }
    }

    internal void Replace(object? payload, int times = 1)
    {
        for (; times > 0; times--)
        {
            bool requested;
            using (writer.Enter())
            {
                cache.Prepare();
                TestNode fresh = cache.Rent();
                fresh.Payload = payload;
                cache.Retire(root);
                Volatile.Write(ref root, fresh);
                requested = cache.Commit();
            }

            if (requested) domain.RequestIdleWork();
        }
    }

    public bool Tick()
    {
        Interlocked.Increment(ref ticks);
        if (!writer.TryEnter(TimeSpan.Zero, out WriterToken token)) return true;
        using (token) return cache.Tick();
    }
}
