using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>The least a tree is: one published node that is replaced under the writer lock, retired, and looked after when idle.</summary>
internal sealed class StressTree : IIdleWork
{
    private readonly RcuDomain domain;
    private readonly NodeCache<StressNode> cache;
    private readonly WriterLock writer = new();
    private StressNode root = new();
    private long written;

    internal StressTree(NodePool<StressNode> pool)
    {
        domain = pool.Domain;
        cache = new NodeCache<StressNode>(pool, recycle: true);
        domain.Register(this);
    }

    internal void Replace()
    {
        bool requested;
        using (writer.Enter())
        {
            cache.Prepare();
            StressNode fresh = cache.Rent();
            fresh.Fill(++written);
            cache.Retire(root);
            Volatile.Write(ref root, fresh);
            requested = cache.Commit();
        }

        if (requested) domain.RequestIdleWork();
    }

    /// <summary>For a reader inside a section.</summary>
    internal StressNode Root => Volatile.Read(ref root);

    /// <summary>Nodes retired that are in no sealed bag.</summary>
    internal int Unsealed
    {
        get
        {
            using (writer.Enter()) return cache.RetiredNodes;
        }
    }

    internal static long Look(Worker worker, StressNode node, string when)
    {
        if (!node.IsWhole(out long content)) worker.Violate("a node that a section has found is not recycled before its end", string.Create(CultureInfo.InvariantCulture, $"a value of {content} that does not fit its complement, {when}"));
        return content;
    }

    /// <summary>Looks at the root twice, with <paramref name="meanwhile"/> in between.</summary>
    internal void Meet(Worker worker, Action<Worker> meanwhile)
    {
        StressNode node = Root;
        long found = Look(worker, node, "when found");
        meanwhile(worker);
        long left = Look(worker, node, "at the section's end");
        if (found != left) worker.Violate("a node has one content as long as a section holds it", string.Create(CultureInfo.InvariantCulture, $"first {found}, then {left}"));
    }

    public bool Tick()
    {
        if (!writer.TryEnter(TimeSpan.Zero, out WriterToken token)) return true;
        using (token) return cache.Tick();
    }
}
