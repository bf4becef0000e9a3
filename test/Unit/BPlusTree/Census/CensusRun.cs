using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent.Unit.Trees;

/// <summary>Does the steps of a scenario to trees that share a pool, and counts all nodes after each.</summary>
internal sealed partial class CensusRun : IDisposable
{
    private const int MostAttempts = 20;
    private readonly RcuDomain _domain = new();
    private readonly BPlusTreeOptions<int, long> _options;
    private readonly int _keySpace;
    private readonly FailingComparer? _comparer;
    private readonly NodeCensus<int, long> _census;

    /// <summary>By tree: the last transaction at the time of its last snapshot.</summary>
    private readonly List<long> _frozenThrough = [];
    private ReaderSlot? _section;
    private int _values;

    // What the step is allowed to lose: whole subtrees; nodes that a transaction on a root of its own made and threw away, where its bag had no room for them; nodes of a snapshot.
    private bool _leavesSubtrees;
    private bool _worksAside;
    private bool _released;

    private CensusRun(CensusWorld world)
    {
        _keySpace = world.KeySpace;
        _comparer = world.ComparerFails ? new FailingComparer() : null;
        var pool = new BPlusTreePool<int, long>(_domain, new NodePoolOptions { BagSize = world.BagSize, MaxLimbo = world.MaxLimbo });
        _options = TreeOf.Options<int, long>(world.Capacity, _comparer, recycle: world.Recycles) with { Pool = pool };
        _census = new NodeCensus<int, long>(pool);
        AddTree(new(_options));
        AddTree(new(_options));
        _census.Count();
    }

    /// <summary>Nodes dropped by the bound on limbo, nodes that came back into use, and losses in all: so that a run can show that it met them.</summary>
    /// <remarks>A full collection makes the pools give nodes back at some later step. A run that failed beside one says nothing, and is repeated.</remarks>
    public static (long Bounded, long Recycled, long Frozen) Of(CensusWorld world, Scenario scenario)
    {
        for (int attempt = 1; ; attempt++)
        {
            int collections = GC.CollectionCount(2);
            try
            {
                return Once(world, scenario);
            }
            catch (InvalidOperationException) when (GC.CollectionCount(2) != collections && attempt < MostAttempts)
            {
            }
        }
    }

    private static (long Bounded, long Recycled, long Frozen) Once(CensusWorld world, Scenario scenario)
    {
        using var run = new CensusRun(world);
        for (int i = 0; i < scenario.Ops.Length; i++)
        {
            try
            {
                run.Step(scenario.Ops[i]);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"step {i + 1}, {scenario.Ops[i]}: {e.Message} {run._census}", e);
            }
        }

        var statistics = run._domain.GetStatistics();
        return (statistics.DroppedNodes, statistics.RecycledNodes, run._census.In(NodePlace.Frozen));
    }

    public void Dispose()
    {
        LeaveSection();
        _domain.Dispose();
    }

    private void Step(Op op)
    {
        var before = _census.Records();
        long[] frozen = [.. _frozenThrough];
        long unseen = _census.Unseen;
        long bounded = _domain.GetStatistics().DroppedNodes;
        int collections = GC.CollectionCount(2);
        (_leavesSubtrees, _worksAside, _released) = (false, false, false);
        Do(op);
        var losses = _census.Count();
        foreach (var tree in _census.Trees) tree.CheckInvariants();

        // S2: what a snapshot may see is never used again.
        foreach (var (node, now) in _census.Records())
        {
            if (!before.TryGetValue(node, out var then) || then.Place is not (NodePlace.Live or NodePlace.Frozen) || !IsFrozen(then, frozen)) continue;
            if (now.Place is not (NodePlace.Live or NodePlace.Frozen or NodePlace.Dropped) || now.Stamp != then.Stamp)
                throw new InvalidOperationException($"a frozen node with the stamp {then.Stamp} is {now.Place}, stamp {now.Stamp}");
        }

        bool trims = GC.CollectionCount(2) != collections;
        var unexplained = losses.Where(loss => !MayBeLost(loss.Before, frozen, trims)).ToArray();
        long gone = unexplained.Length + (_worksAside || !_options.RecycleNodes ? 0 : _census.Unseen - unseen);
        bounded = _domain.GetStatistics().DroppedNodes - bounded;
        if (gone <= bounded) return;
        string which = string.Join(", ", unexplained.Select(loss => $"{loss.Before} of level {loss.Node.Level}"));
        throw new InvalidOperationException($"{gone} nodes are gone ({which}; {_census.Unseen - unseen} never seen), of which the bound on limbo explains {bounded}.");
    }

    private bool MayBeLost(NodeRecord before, long[] frozen, bool trims) => before.Place switch
    {
        NodePlace.Live => !_options.RecycleNodes || _leavesSubtrees || IsFrozen(before, frozen),
        NodePlace.Frozen => _released,
        // Taken for a subtree that was left in the same step, or for a node that a batch threw away again.
        _ when _leavesSubtrees || _worksAside => true,
        NodePlace.AtHand or NodePlace.Pooled => trims,
        _ => false,
    };

    private static bool IsFrozen(NodeRecord record, long[] frozen) => record.Place == NodePlace.Frozen || record.Stamp <= frozen[record.Tree];

    private void AddTree(BPlusTree<int, long> tree)
    {
        _census.Trees.Add(tree);
        _frozenThrough.Add(0); // the first root is made before any transaction
    }

    private void NoteFrozen(int tree) => _frozenThrough[tree] = _census.Trees[tree].WriterSide.Transaction.Number;

    private void LeaveSection()
    {
        _section?.ExitLoose();
        _section = null;
    }
}
