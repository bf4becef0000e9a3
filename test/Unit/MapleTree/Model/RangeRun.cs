using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Does the steps of a scenario to a tree and to a <see cref="RangeModel{TKey, TValue}"/>, and compares each answer.</summary>
internal sealed class RangeRun<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly RangeWorld<TKey, TValue> _world;
    private readonly bool _gaps;
    private readonly List<(MapleTreeSnapshot<TKey, TValue> Snapshot, RangeModel<TKey, TValue> Expected)> _snapshots = [];
    private MapleTree<TKey, TValue> _tree;
    private RangeModel<TKey, TValue> _model;
    private int _values;

    private RangeRun(RangeWorld<TKey, TValue> world)
    {
        _world = world;
        _gaps = world.Options.TrackGaps;
        _tree = new(world.Options);
        _model = new(world.Options.Coalesce);
    }

    /// <summary>Runs the scenario from an empty tree to the last comparison; throws with the step at which the tree went wrong.</summary>
    public static void Of(RangeWorld<TKey, TValue> world, RangeScenario scenario)
    {
        var run = new RangeRun<TKey, TValue>(world);
        for (int i = 0; i < scenario.Ops.Length; i++)
        {
            string step = $"step {i + 1}, {scenario.Ops[i]}";
            At(step, () => run.Do(scenario.Ops[i]));
            At($"after {step}", world.CheckEachStep ? run.Check : run._tree.CheckInvariants);
        }

        At("at the end", run.Check);
        At("snapshots at the end", run.CheckSnapshots);
        At("refill", () => run.Do(new(RangeVerb.Comb, 0, world.KeySpace - 1)));
        At("thin out", () => run.Do(new(RangeVerb.Punch, 0, world.KeySpace - 1)));
        At("cover", () => run.Do(new(RangeVerb.StoreRange, 1, world.KeySpace - 2)));
        At("after more writes", run.Check);
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

    private void Check() => MapleAssert.Matches(_tree, _model, _gaps);

    private void CheckSnapshots()
    {
        foreach (var (snapshot, expected) in _snapshots) MapleAssert.Matches(new SnapshotReads<TKey, TValue>(snapshot), expected, _gaps);
    }

    private TValue NextValue() => _world.ValueOf(_values++);

    private void Do(RangeOp op)
    {
        if (op.Verb == _world.Forgotten) new TreeAccess<TKey, TValue>(_tree).RemoveRange(_world.KeyOf(op.First), _world.KeyOf(op.First));
        if (RangeSteps.Do(op, _world, new TreeAccess<TKey, TValue>(_tree), _model, NextValue)) return;
        switch (op.Verb)
        {
            case RangeVerb.Drain:
                var drained = new List<RangeEntry<TKey, TValue>>();
                MapleAssert.Equal("Drain", _model.Count, _tree.Drain(drained, static (list, entry, _) => list.Add(entry)));
                MapleAssert.Same("Drain", _model.Ranges, drained);
                _model.Clear();
                break;
            case RangeVerb.TakeAll:
                MapleAssert.Same("TakeAll", _model.Ranges, new SnapshotReads<TKey, TValue>(_tree.TakeAll()).All());
                _model.Clear();
                break;
            case RangeVerb.Load:
                var loaded = Loadable(op);
                _tree.Load(loaded);
                _model.Load(loaded);
                break;
            case RangeVerb.LoadOverlapping:
                var (low, high) = (_world.KeyOf(op.First), _world.KeyOf(op.Last));
                Assert.Throws<ArgumentException>(() => _tree.Load([new(low, high, NextValue()), new(high, high, NextValue())]));
                break;
            case RangeVerb.Clone:
                var original = _tree;
                _tree = original.Clone();
                original.StoreRange(_world.KeyOf(0), _world.KeyOf(_world.KeySpace - 1), NextValue());
                original.CheckInvariants();
                break;
            case RangeVerb.LoopRemove:
                LoopRemove(_world.KeyOf(op.First));
                break;
            case RangeVerb.Snapshot:
                _snapshots.Add((_tree.Snapshot(), new(_model)));
                break;
            case RangeVerb.Walk:
                CursorModel.Walk(_tree.GetCursor(), _model, _world.KeyOf(op.First), _world.KeyOf(op.Last));
                break;
            case RangeVerb.Misuse:
                Misuse(_world.KeyOf(op.First), _world.KeyOf(op.Last));
                break;
            case RangeVerb.Commit or RangeVerb.Discard:
                InBatch(op);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "no such step");
        }
    }

    /// <summary>The inner steps, done through a batch to a draft of the model; the live tree must not move before the commit.</summary>
    private void InBatch(RangeOp op)
    {
        var draft = new RangeModel<TKey, TValue>(_model);
        using (var batch = _tree.BeginBatch())
        {
            foreach (var inner in op.Inner)
            {
                var access = new BatchAccess<TKey, TValue>(batch);
                if (!RangeSteps.Do(inner, _world, access, draft, NextValue)) ByCursor(inner, batch, draft);
            }

            MapleAssert.Matches(new BatchAccess<TKey, TValue>(batch), draft, _gaps);
            MapleAssert.Same("live tree beside a batch", _model.Ranges, new TreeAccess<TKey, TValue>(_tree).All());
            if (op.Verb == RangeVerb.Commit) batch.Commit();
        }

        if (op.Verb == RangeVerb.Commit) _model = draft;
    }

    private void ByCursor(RangeOp op, MapleTree<TKey, TValue>.Batch batch, RangeModel<TKey, TValue> draft)
    {
        TKey first = _world.KeyOf(op.First), last = _world.KeyOf(op.Last);
        TValue value = NextValue();
        switch (op.Verb)
        {
            case RangeVerb.Walk:
                CursorModel.Walk(batch.GetCursor(), draft, first, last);
                break;
            case RangeVerb.CursorStore:
                CursorModel.Store(batch.GetCursor(), draft, first, last, value);
                break;
            case RangeVerb.CursorErase:
                CursorModel.EraseEachSecond(batch.GetCursor(), draft, first, op.Number);
                break;
            case RangeVerb.CursorFill:
                CursorModel.Fill(batch.GetCursor(), draft, first, last, TKey.CreateChecked(1 + (op.Number % 4)), op.Number % 2 == 0, value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "not a step of a batch");
        }
    }

    private List<RangeEntry<TKey, TValue>> Loadable(RangeOp op)
    {
        var ranges = new List<RangeEntry<TKey, TValue>>();
        for (int i = op.First; i <= op.Last; i += 1 + (i * op.Number % 4))
        {
            int end = Math.Min(op.Last, i + (op.Number % 3));
            ranges.Add(new(_world.KeyOf(i), _world.KeyOf(end), NextValue()));
            i = end;
        }

        return ranges;
    }

    private void LoopRemove(TKey from)
    {
        var expected = _model.Overlapping(from, TKey.MaxValue, gaps: false);
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _tree.EnumerateRange(from, TKey.MaxValue))
        {
            seen.Add(entry);
            if (seen.Count % 2 == 0) continue;
            MapleAssert.Equal("answer", true, _tree.TryRemoveContaining(entry.Last, out var removed));
            MapleAssert.Equal("removed", entry, removed);
        }

        MapleAssert.Same("loop", expected, seen);
        foreach (var entry in seen.Where((_, i) => i % 2 == 0)) _model.Erase(entry.First, entry.Last);
    }

    private void Misuse(TKey low, TKey high)
    {
        if (low == high) return;
        TValue value = NextValue();
        Assert.Throws<ArgumentException>(() => _tree.StoreRange(high, low, value));
        Assert.Throws<ArgumentException>(() => _tree.TryAddRange(high, low, value));
        Assert.Throws<ArgumentException>(() => _tree.RemoveRange(high, low));
        Assert.Throws<ArgumentException>(() => _tree.AnyIn(high, low));
        if (!_gaps)
        {
            Assert.Throws<InvalidOperationException>(() => _tree.TryAllocate(TKey.One, value, out _));
            Assert.Throws<InvalidOperationException>(() => _tree.TryFindGap(TKey.One, out _));
            return;
        }

        Assert.Throws<ArgumentException>(() => _tree.TryAllocate(TKey.One, value, out _, high, low));
        Assert.Throws<ArgumentOutOfRangeException>(() => _tree.TryAllocateHighest(TKey.Zero, value, out _));
        if (low != TKey.MinValue || high != TKey.MaxValue)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => _tree.TryFindGap(high - low + TKey.One + TKey.One, out _, low, high));
        }
    }
}
