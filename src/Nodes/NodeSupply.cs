using System;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>Where the writer of one tree gets its nodes of one type and where it leaves them, with what the open transaction has made of them.</summary>
internal sealed class NodeSupply<TNode>
    where TNode : Node, IPooledNode<TNode>
{
    /// <summary>The stamp of a node that a transaction made and threw away again.</summary>
    private const long Discarded = -1;

    /// <summary>A batch that made more nodes than this does not keep its list.</summary>
    private const int KeptLength = 4096;

    private readonly NodeCache<TNode> cache;
    private TNode?[] created = new TNode?[8];
    private int createdCount;
    private int discarded;

    internal NodeSupply(NodePool<TNode> pool, bool recycle) => cache = new NodeCache<TNode>(pool, recycle);

    internal NodeCache<TNode> Cache => cache;

    /// <summary>Called before anything else of a write: whatever <see cref="Commit"/> will need is allocated here (P5).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prepare()
    {
        cache.Prepare();
        if (created.Length > KeptLength) created = new TNode?[KeptLength];
    }

    /// <summary>An empty node that carries the transaction's stamp.</summary>
    internal TNode Rent(long stamp, int level)
    {
        TNode node = cache.Rent();
        node.Stamp = stamp;
        node.Level = level;
        node.Count = 0;
        if (createdCount == created.Length) Array.Resize(ref created, 2 * createdCount);
        created[createdCount++] = node;
        return node;
    }

    /// <summary>Notes that the transaction unlinks <paramref name="node"/>, which is published.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Retire(TNode node, long frozenThrough)
    {
        // S2: a snapshot may hold a frozen node for ever, so it is left to the collector. Tested here, at the unlink.
        if (node.Stamp > frozenThrough) cache.Retire(node);
    }

    /// <summary>Notes that the transaction no longer needs a node that it made itself.</summary>
    internal void Discard(TNode node)
    {
        node.Stamp = Discarded;
        discarded++;
    }

    /// <summary>After the publishing store.</summary>
    /// <returns>Whether an idle tree would now hold nodes back.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Commit()
    {
        if (discarded != 0) GiveBackDiscarded();
        ForgetCreated();
        return cache.Commit();
    }

    /// <summary>Instead of a publishing store: the nodes noted stay in the tree. Throws nothing.</summary>
    internal void Rollback() => cache.Rollback();

    /// <summary>After a rollback: the nodes made go back. Taken off the list first, so that none goes back twice if there is no memory for its bag.</summary>
    internal void GiveBackCreated()
    {
        discarded = 0;
        while (createdCount > 0)
        {
            TNode node = created[--createdCount]!;
            created[createdCount] = null;
            cache.GiveBack(node);
        }
    }

    /// <summary>As far as there is room: this comes after the publishing store and may not allocate (P5).</summary>
    private void GiveBackDiscarded()
    {
        for (int i = 0; i < createdCount; i++)
        {
            if (created[i]!.Stamp == Discarded && !cache.TryGiveBack(created[i]!)) break;
        }

        discarded = 0;
    }

    private void ForgetCreated()
    {
        Array.Clear(created, 0, createdCount);
        createdCount = 0;
    }
}
