using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent.Unit.Budgets;

/// <summary>A tree whose nodes are counted. Nothing is recycled, so what is allocated is what was made.</summary>
internal abstract class BudgetSubject : IDisposable
{
    protected RcuDomain Domain { get; } = new(new RcuDomainOptions { Name = "budgets" });

    /// <summary>Nodes made so far.</summary>
    public long Made => Domain.GetStatistics().AllocatedNodes;

    protected abstract Node Root { get; }

    public abstract void Put(ulong key);

    public abstract void Remove(ulong key);

    public abstract void Load(IEnumerable<ulong> ascending);

    public abstract void PutInBatch(IEnumerable<ulong> keys);

    public abstract void TakeSnapshot();

    /// <summary>What there is now, and what was made since there were <paramref name="before"/> nodes.</summary>
    public NodeBill Bill(string workload, long before)
    {
        long leaves = 0, inners = 0, touched = 0, levels = 0;
        Count(Root, 1);
        return new NodeBill(workload, Made - before, leaves, inners, touched, levels);

        void Count(Node node, int level)
        {
            levels = Math.Max(levels, level);
            long entries = EntriesOf(node);
            touched += entries * level;
            Node[] children = [.. ChildrenOf(node).Distinct()]; // a range may fill many slots
            if (children.Length == 0) leaves++;
            else inners++;
            foreach (Node child in children) Count(child, level + 1);
        }
    }

    public void Dispose() => Domain.Dispose();

    /// <summary>The nodes below an inner node, nothing below a leaf.</summary>
    protected abstract IEnumerable<Node> ChildrenOf(Node node);

    /// <summary>How many entries lie in the node itself.</summary>
    protected abstract int EntriesOf(Node node);
}
