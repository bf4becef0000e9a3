using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>What the write transactions of all trees have in common: a number, and which nodes may be changed in place.</summary>
/// <remarks>One transaction is open at a time, under the tree's writer lock. A single write ends in one publishing store into a published node or the root. A batch works on a root of its own and
/// publishes that (B1).</remarks>
internal abstract class NodeTransaction
{
    private long frozenThrough; // nodes with this stamp, or a lower one, are frozen

    /// <summary>The transaction's number: the stamp of the nodes it makes.</summary>
    internal long Number { get; private set; }

    /// <summary>Whether the transaction is a batch, so that published nodes stay as they are.</summary>
    internal bool IsBatch { get; private set; }

    /// <summary>Whether a change of this transaction broke off half way, for want of memory: what it works on is of no use any more.</summary>
    internal bool IsTorn { get; private set; }

    internal void Begin(bool batch)
    {
        PrepareSupplies();
        Number++;
        IsBatch = batch;
        IsTorn = false;
    }

    /// <summary>
    /// From here on the transaction works on a root of its own, as a batch does: nothing published is changed in place, and one store of the root publishes all of it.
    /// </summary>
    internal void WorkAside() => IsBatch = true;

    /// <summary>A number that no transaction has or will have: the stamp of nodes that are made outside the lock.</summary>
    /// <remarks>A snapshot that is taken before they are published freezes them, though it cannot see them. That costs a copy of each at its first change, and breaks nothing.</remarks>
    internal long ReserveStamp() => ++Number;

    /// <summary>Called when the search is over, before the first change; what throws from here on leaves the transaction torn.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void BeginChange() => IsTorn = true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void EndChange() => IsTorn = false;

    /// <summary>After the publishing store: what was unlinked is retired (P3). Allocates nothing, throws nothing, waits for nobody (P5).</summary>
    /// <returns>Whether an idle tree would now hold nodes back.</returns>
    internal bool Commit()
    {
        IsBatch = false;
        return CommitSupplies();
    }

    /// <summary>Instead of a publishing store: what was made goes back, what was noted as unlinked stays.</summary>
    internal void Rollback()
    {
        IsBatch = false;
        RollbackSupplies();
    }

    /// <summary>Marks every node that exists now as frozen (S1).</summary>
    internal void Freeze() => frozenThrough = Number;

    /// <summary>Whether the node was made by the open batch: nobody else can see it, and it may be changed at will.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsOwn(Node node) => IsBatch && node.Stamp == Number;

    /// <summary>Whether the single stores of P1 are allowed on the node: not frozen (S1), no batch open (B1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool AllowsInPlaceStores(Node node) => !IsBatch && node.Stamp > frozenThrough;

    /// <summary>Notes that a node is no longer linked: thrown away at once if the open batch made it, else retired with the commit (P3).</summary>
    private protected void Retire<TNode>(NodeSupply<TNode> supply, TNode node)
        where TNode : Node, IPooledNode<TNode>
    {
        if (IsOwn(node)) supply.Discard(node);
        else supply.Retire(node, frozenThrough);
    }

    /// <summary>Seals what an idle tree holds back. Under the writer lock.</summary>
    /// <returns>Whether there is more to do later.</returns>
    internal abstract bool Tick();

    /// <summary>Called before anything else of a write: whatever the commit will need is allocated here (P5).</summary>
    private protected abstract void PrepareSupplies();

    private protected abstract bool CommitSupplies();

    private protected abstract void RollbackSupplies();
}
