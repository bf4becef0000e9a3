using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Counts every node of the trees of one domain. It keeps each node that it has ever seen, so it notices one that is in two places, one that comes back after it was left to the collector, and one
/// that is gone.
/// </summary>
/// <remarks>Costs the library nothing: nodes are found by walking trees, snapshots, bags and pools, and what was never seen is told by the domain's own count of allocations.</remarks>
internal sealed class NodeCensus<TKey, TValue>
    where TKey : notnull
{
    private readonly RcuDomain _domain;
    private readonly BPlusTreePool<TKey, TValue> _pool;
    private readonly Dictionary<Node, NodeRecord> _known = [];
    private Dictionary<Node, NodeRecord> _found = [];

    /// <summary>Of a domain and a pool that nobody else uses, before any tree was made.</summary>
    public NodeCensus(BPlusTreePool<TKey, TValue> pool)
    {
        _domain = pool.Domain;
        _pool = pool;
        if (_domain.GetStatistics().AllocatedNodes != pool.PooledNodes) throw new ArgumentException("Nodes were allocated already.", nameof(pool));
    }

    /// <summary>All trees of the domain; none may be taken off the list.</summary>
    public List<BPlusTree<TKey, TValue>> Trees { get; } = [];

    /// <summary>The snapshots that are held.</summary>
    public List<BPlusTreeSnapshot<TKey, TValue>> Snapshots { get; } = [];

    /// <summary>Nodes that were allocated and gone again between two counts, ever.</summary>
    public long Unseen { get; private set; }

    /// <summary>How many nodes are in a place, as counted last.</summary>
    public int In(NodePlace place) => _known.Values.Count(record => record.Place == place);

    /// <summary>All nodes in the tree <paramref name="tree"/>, as counted last.</summary>
    public IEnumerable<Node> LiveIn(int tree) => _known.Where(entry => entry.Value.Place == NodePlace.Live && entry.Value.Tree == tree).Select(entry => entry.Key);

    /// <summary>What was known of each node at the last count.</summary>
    public Dictionary<Node, NodeRecord> Records() => new(_known);

    /// <summary>Counts. Throws when the numbers do not add up or a node is where it must not be.</summary>
    /// <returns>The nodes that are nowhere any more since the last count, those not counted that have never been seen.</returns>
    public List<NodeLoss> Count()
    {
        _found = [];
        UnderLocks(0, FindAll);
        var losses = new List<NodeLoss>();
        foreach (var (node, before) in _known)
        {
            bool isThere = _found.TryGetValue(node, out var now);
            if (isThere && before.Place == NodePlace.Dropped) throw Wrong($"a node that was left to the collector is {now.Place} again");
            if (!isThere && before.Place != NodePlace.Dropped) losses.Add(new(node, before));
        }

        foreach (var loss in losses) _known[loss.Node] = loss.Before with { Place = NodePlace.Dropped };
        foreach (var (node, record) in _found) _known[node] = record;
        long allocated = _domain.GetStatistics().AllocatedNodes;
        long unseen = allocated - _known.Count;
        if (unseen < Unseen) throw Wrong($"{_known.Count} nodes and {Unseen} that were never seen, but {allocated} were allocated");
        Unseen = unseen;
        return losses;
    }

    public override string ToString()
        => $"{_known.Count + Unseen} allocated: {string.Join(", ", Enum.GetValues<NodePlace>().Select(place => $"{In(place)} {place}"))}, {Unseen} never seen";

    private void FindAll()
    {
        for (int i = 0; i < Trees.Count; i++) Walk(((IEntrySource<TKey>)Trees[i]).Root!, new(NodePlace.Live, i, 0));
        foreach (var snapshot in Snapshots) Walk(((IEntrySource<TKey>)snapshot).Root!, new(NodePlace.Frozen, -1, 0));
        for (int i = 0; i < Trees.Count; i++)
        {
            var transaction = Trees[i].WriterSide.Transaction;
            AddBags<LeafNode<TKey, TValue>>(transaction.Leaves.Cache.CopyNodes, NodePlace.AtHand, NodePlace.Open, i);
            AddBags<InnerNode<TKey>>(transaction.Inners.Cache.CopyNodes, NodePlace.AtHand, NodePlace.Open, i);
        }

        AddBags<LeafNode<TKey, TValue>>(_pool.Leaves.CopyNodes, NodePlace.Pooled, NodePlace.Limbo, -1);
        AddBags<InnerNode<TKey>>(_pool.Inners.CopyNodes, NodePlace.Pooled, NodePlace.Limbo, -1);
    }

    private void Walk(Node node, NodeRecord record)
    {
        // A snapshot shares nodes with its tree and with other snapshots, and everything below them. Trees share nothing (P6).
        if (record.Place == NodePlace.Frozen && _found.ContainsKey(node)) return;
        Add(node, record);
        if (node is not InnerNode<TKey> inner) return;
        for (int i = 0; i < inner.Count; i++) Walk(inner.Child(i), record);
    }

    private void AddBags<TNode>(Action<List<TNode>, List<TNode>> copy, NodePlace first, NodePlace second, int tree)
        where TNode : Node
    {
        var (ready, waiting) = (new List<TNode>(), new List<TNode>());
        copy(ready, waiting);
        foreach (var node in ready) Add(node, new(first, tree, 0));
        foreach (var node in waiting) Add(node, new(second, tree, 0));
    }

    private void Add(Node node, NodeRecord record)
    {
        if (_found.TryGetValue(node, out var other)) throw Wrong($"a node of level {node.Level} is {other.Place} (tree {other.Tree}) and {record.Place} (tree {record.Tree})");
        _found.Add(node, record with { Stamp = node.Stamp });
    }

    /// <summary>The domain's own thread moves nodes of idle trees: nobody else may be at the trees and the pools.</summary>
    private void UnderLocks(int tree, Action body)
    {
        if (tree < Trees.Count)
        {
            using var token = Trees[tree].WriterSide.Lock.Enter();
            UnderLocks(tree + 1, body);
            return;
        }

        using Lock.Scope leaves = _pool.Leaves.Gate.EnterScope();
        using Lock.Scope inners = _pool.Inners.Gate.EnterScope();
        body();
    }

    private static InvalidOperationException Wrong(string what) => new($"The nodes do not add up: {what}.");
}
