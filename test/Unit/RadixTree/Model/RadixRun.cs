using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>Does the steps of a scenario to a tree and to a <see cref="RadixModel{TValue}"/>, and compares each answer.</summary>
internal sealed partial class RadixRun<TValue>
{
    private readonly RadixWorld<TValue> _world;
    private readonly List<(RadixTreeSnapshot<TValue> Snapshot, RadixModel<TValue> Expected)> _snapshots = [];
    private RadixTree<TValue> _tree;
    private RadixModel<TValue> _model = new();
    private int _values;

    private RadixRun(RadixWorld<TValue> world)
    {
        _world = world;
        _tree = new(world.Options);
    }

    /// <summary>Runs the scenario from an empty tree to the last comparison; throws with the step at which the tree went wrong.</summary>
    public static void Of(RadixWorld<TValue> world, RadixScenario scenario)
    {
        var run = new RadixRun<TValue>(world);
        for (int i = 0; i < scenario.Ops.Length; i++)
        {
            string step = $"step {i + 1}, {scenario.Ops[i]}";
            At(step, () => run.Do(scenario.Ops[i]));
            At($"after {step}", world.CheckEachStep ? run.CheckWhole : run._tree.CheckInvariants);
        }

        At("at the end", run.Check);
        At("snapshots at the end", run.CheckSnapshots);
        At("refill", () => run.Do(new(RadixVerb.Fill, 0, world.Space - 1)));
        At("thin out", () => run.Do(new(RadixVerb.Thin, 0, world.Space - 1)));
        At("cover", () => run.Do(new(RadixVerb.StoreRange, 1, world.Space - 2)));
        At("after more writes", run.CheckWhole);
        At("snapshots after more writes", run.CheckSnapshots);
    }

    private static void At(string where, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }

    private void CheckWhole()
    {
        _tree.CheckInvariants();
        RadixAssert.Whole(new TreeAccess<TValue>(_tree), _model, _tree.TagCount);
    }

    private void Check() => RadixAssert.Matches(_tree, _model);

    private void CheckSnapshots()
    {
        foreach (var (snapshot, expected) in _snapshots) RadixAssert.Whole(new SnapshotReads<TValue>(snapshot), expected, _tree.TagCount);
        if (_snapshots.Count > 0) RadixAssert.Matches(new SnapshotReads<TValue>(_snapshots[^1].Snapshot), _snapshots[^1].Expected, _tree.TagCount);
    }

    private TValue NextValue() => _world.ValueOf(_values++);

    private void Do(RadixOp op)
    {
        if (op.Verb == _world.Forgotten) _tree.Remove(_world.IndexOf(op.First));
        if (RadixSteps.Do(op, _world, new TreeAccess<TValue>(_tree), _model, NextValue)) return;
        ulong first = _world.IndexOf(op.First), last = _world.IndexOf(op.Last);
        switch (op.Verb)
        {
            case RadixVerb.Add or RadixVerb.GetOrAdd or RadixVerb.GetOrAddMade or RadixVerb.AddOrUpdate or RadixVerb.CompareExchange or RadixVerb.CompareExchangeOther:
                One(op.Verb, first);
                break;
            case RadixVerb.Slot:
                BySlot(first, op.Number);
                break;
            case RadixVerb.Walk:
                RadixCursorModel.Walk(_tree, _model, first);
                break;
            case RadixVerb.Drain:
                var drained = new List<(ulong, TValue)>();
                RadixAssert.Equal("Drain", _model.Count, _tree.Drain(drained, static (list, index, value, _) => list.Add((index, value))));
                RadixAssert.Same("Drain", _model.Pieces.Select(piece => (piece.First, piece.Value)), drained);
                _model.Clear();
                break;
            case RadixVerb.TakeAll:
                RadixAssert.Whole(new SnapshotReads<TValue>(_tree.TakeAll()), _model, _tree.TagCount);
                _model.Clear();
                break;
            case RadixVerb.Load or RadixVerb.LoadUnsorted or RadixVerb.AddRange:
                Bulk(op);
                break;
            case RadixVerb.Clone:
                var original = _tree;
                _tree = original.Clone();
                original.StoreRange(_world.IndexOf(0), _world.IndexOf(_world.Space - 1), NextValue());
                original.CheckInvariants();
                break;
            case RadixVerb.LoopRemove:
                LoopRemove(first);
                break;
            case RadixVerb.Snapshot:
                _snapshots.Add((_tree.Snapshot(), new(_model)));
                break;
            case RadixVerb.Misuse:
                Misuse(first, last);
                break;
            case RadixVerb.Commit or RadixVerb.Discard:
                InBatch(op);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "no such step");
        }
    }

    /// <summary>The inner steps, done through a batch to a draft of the model; the live tree must not move before the commit.</summary>
    private void InBatch(RadixOp op)
    {
        var draft = new RadixModel<TValue>(_model);
        using (var batch = _tree.BeginBatch())
        {
            foreach (var inner in op.Inner)
            {
                if (!RadixSteps.Do(inner, _world, new BatchAccess<TValue>(batch), draft, NextValue)) throw new ArgumentOutOfRangeException(nameof(op), inner, "not a step of a batch");
            }

            if (op.Inner.Length % 4 == 0) RadixAssert.Matches(new BatchAccess<TValue>(batch), draft, _tree.TagCount);
            else RadixAssert.Whole(new BatchAccess<TValue>(batch), draft, _tree.TagCount);
            RadixAssert.Whole(new TreeAccess<TValue>(_tree), _model, _tree.TagCount);
            if (op.Verb == RadixVerb.Commit) batch.Commit();
        }

        if (op.Verb == RadixVerb.Commit) _model = draft;
    }
}
