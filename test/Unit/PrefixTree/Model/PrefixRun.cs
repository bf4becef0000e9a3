using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Does the steps of a scenario to a tree and to a sorted dictionary, and compares each answer.</summary>
internal sealed class PrefixRun<TValue>
{
    private readonly PrefixWorld<TValue> _world;
    private readonly List<(PrefixTreeSnapshot<TValue> Snapshot, SortedDictionary<byte[], TValue> Expected)> _snapshots = [];
    private PrefixTree<TValue> _tree;
    private SortedDictionary<byte[], TValue> _model = new(ByteOrder.Instance);
    private int _values;

    private PrefixRun(PrefixWorld<TValue> world)
    {
        _world = world;
        _tree = new(world.Options);
    }

    /// <summary>Runs the scenario from an empty tree to the last comparison; throws with the step at which the tree went wrong.</summary>
    public static void Of(PrefixWorld<TValue> world, PrefixScenario scenario)
    {
        var run = new PrefixRun<TValue>(world);
        int last = world.Keys.Count - 1;
        for (int i = 0; i < scenario.Ops.Length; i++)
        {
            string step = $"step {i + 1}, {scenario.Ops[i]}";
            At(step, () => run.Do(scenario.Ops[i]));
            At($"after {step}", world.CheckEachStep ? run.CheckWhole : run._tree.CheckInvariants);
        }

        At("at the end", run.CheckWhole);
        At("reads at the end", () => world.CheckReads?.Invoke(run._tree, run._model));
        At("snapshots at the end", run.CheckSnapshots);
        At("refill", () => run.Do(new(PrefixVerb.Fill, 0, last)));
        At("full", run.CheckWhole);
        At("thin out", () => run.Do(new(PrefixVerb.Thin, 0, last)));
        At("thinned out", run.CheckWhole);
        At("empty", () => run.Do(new(PrefixVerb.Empty, 0, last)));
        At("after more writes", run.CheckWhole);
        At("snapshots after more writes", run.CheckSnapshots);
        Assert.True(run._tree.IsEmpty);
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

    private TValue NextValue() => _world.ValueOf(_values++);

    private void CheckWhole()
    {
        _tree.CheckInvariants();
        PrefixSteps.CheckWhole(new PrefixTreeWrites<TValue>(_tree, byText: false), _model);
    }

    private void CheckSnapshots()
    {
        foreach (var (snapshot, expected) in _snapshots) PrefixSteps.CheckEntries(snapshot.ToArray(), expected);
        if (_snapshots.Count > 0) _world.CheckSnapshotReads?.Invoke(_snapshots[^1].Snapshot, _snapshots[^1].Expected);
    }

    private void Do(PrefixOp op)
    {
        if (op.Verb == _world.Forgotten) _tree.Remove(_world.Keys[op.First]);
        if (PrefixSteps.Do(op, _world.Keys, new PrefixTreeWrites<TValue>(_tree, byText: op.Number % 2 == 1), _model, NextValue)) return;
        switch (op.Verb)
        {
            case PrefixVerb.Drain:
                var drained = new List<KeyValuePair<ReadOnlyMemory<byte>, TValue>>();
                Assert.Equal(_model.Count, _tree.Drain(drained, static (list, key, value, _) => list.Add(new(key, value))));
                PrefixSteps.CheckEntries(drained, _model);
                _model.Clear();
                break;
            case PrefixVerb.TakeAll:
                PrefixSteps.CheckEntries(_tree.TakeAll().ToArray(), _model);
                _model.Clear();
                break;
            case PrefixVerb.Load or PrefixVerb.LoadUnsorted:
                Load(op);
                break;
            case PrefixVerb.Clone:
                var original = _tree;
                _tree = original.Clone();
                original.Clear();
                original.SetRange(TextKeys.Bytes(PrefixSteps.Some(new(op.Verb, 0, _world.Keys.Count - 1), _world.Keys, NextValue)));
                original.CheckInvariants();
                break;
            case PrefixVerb.LoopRemove:
                LoopRemove(_world.Keys[op.First]);
                break;
            case PrefixVerb.Snapshot:
                _snapshots.Add((_tree.Snapshot(), new(_model, ByteOrder.Instance)));
                break;
            case PrefixVerb.Commit or PrefixVerb.Discard:
                InBatch(op);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "no such step");
        }
    }

    private void Load(PrefixOp op)
    {
        List<KeyValuePair<byte[], TValue>> some = PrefixSteps.Some(op, _world.Keys, NextValue);
        if (op.Verb == PrefixVerb.LoadUnsorted)
        {
            Assert.Throws<ArgumentException>("entries", () => _tree.Load(TextKeys.Bytes([.. some, some[0]])));
            return;
        }

        if (TextKeys.AreTexts(some, op.Number % 2 == 1)) _tree.Load(TextKeys.Texts(some));
        else _tree.Load(TextKeys.Bytes(some));
        _model.Clear();
        foreach ((byte[] key, TValue value) in some) _model.Add(key, value);
    }

    private void LoopRemove(byte[] from)
    {
        byte[][] expected = [.. _model.Keys.Where(key => ByteOrder.Instance.Compare(key, from) >= 0)];
        int seen = 0;
        foreach (PrefixEntry<TValue> entry in _tree.EnumerateFrom(from))
        {
            Assert.True(entry.Key.Span.SequenceEqual(expected[seen]));
            if (seen++ % 2 == 1) continue;
            Assert.True(_tree.TryRemove(entry.Key.Span, out TValue? removed));
            Assert.Equal(entry.Value, removed);
            _model.Remove(entry.Key.ToArray());
        }

        Assert.Equal(expected.Length, seen);
    }

    /// <summary>The inner steps, done through a batch to a draft of the model; the live tree must not move before the commit.</summary>
    private void InBatch(PrefixOp op)
    {
        var draft = new SortedDictionary<byte[], TValue>(_model, ByteOrder.Instance);
        using (var batch = _tree.BeginBatch())
        {
            foreach (var inner in op.Inner)
            {
                var writes = new PrefixBatchWrites<TValue>(batch, byText: inner.Number % 2 == 1);
                if (!PrefixSteps.Do(inner, _world.Keys, writes, draft, NextValue)) throw new ArgumentOutOfRangeException(nameof(op), inner, "not a step of a batch");
            }

            _tree.CheckBatch();
            PrefixSteps.CheckWhole(new PrefixBatchWrites<TValue>(batch, byText: false), draft);
            CheckWhole();
            if (op.Verb == PrefixVerb.Commit) batch.Commit();
        }

        if (op.Verb == PrefixVerb.Commit) _model = draft;
    }
}
