using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Does the steps of a scenario to a tree and to a <see cref="SortedDictionary{TKey, TValue}"/>, and compares each answer.</summary>
internal sealed partial class ModelRun<TKey, TValue> where TKey : notnull
{
    private readonly World<TKey, TValue> _world;
    private readonly TKey[] _probes;
    private readonly List<(BPlusTreeSnapshot<TKey, TValue> Snapshot, Expected<TKey, TValue> Expected)> _snapshots = [];
    private BPlusTree<TKey, TValue> _tree;
    private SortedDictionary<TKey, TValue> _model;
    private int _values;

    private ModelRun(World<TKey, TValue> world)
    {
        _world = world;
        _probes = world.Probes;
        _tree = new(world.Options);
        _model = new(world.Order);
    }

    /// <summary>Runs the scenario from an empty tree to the last comparison; throws with the step at which the tree went wrong.</summary>
    public static void Of(World<TKey, TValue> world, Scenario scenario)
    {
        var run = new ModelRun<TKey, TValue>(world);
        for (int i = 0; i < scenario.Ops.Length; i++)
        {
            string step = $"step {i + 1}, {scenario.Ops[i]}";
            At(step, () => run.Do(scenario.Ops[i]));
            if (world.CheckEachStep) At($"after {step}", run.Check);
        }

        At("at the end", run.Check);
        At("snapshots at the end", run.CheckSnapshots);
        At("refill", () => run.Do(new(Verb.SetRun, 0, world.KeySpace)));
        At("thin out", () => run.Do(new(Verb.LoopRemove, 0)));
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

    private void Check() => TreeAssert.Matches(_tree, _model, _probes);

    private void CheckSnapshots()
    {
        foreach (var (snapshot, expected) in _snapshots) TreeAssert.Matches(snapshot, expected, _probes);
    }

    private TValue NextValue() => _world.ValueOf(_values++);

    private IEnumerable<TKey> Run(Op op) => Enumerable.Range(op.Key, op.Number).Select(i => _world.KeyOf(i % _world.KeySpace));

    private void Do(Op op)
    {
        var key = _world.KeyOf(op.Key);
        bool present = _model.TryGetValue(key, out var old);
        switch (op.Verb)
        {
            case Verb.TryAdd:
                var added = NextValue();
                Equal(_model.TryAdd(key, added), _tree.TryAdd(key, added));
                break;
            case Verb.Add:
                Add(key, NextValue(), present);
                break;
            case Verb.Set:
                _tree[key] = _model[key] = NextValue();
                break;
            case Verb.GetOrAdd or Verb.GetOrAddMade or Verb.GetOrAddFrom:
                GetOrAdd(op.Verb, key, NextValue());
                break;
            case Verb.AddOrUpdate or Verb.AddOrUpdateMade or Verb.AddOrUpdateFrom:
                AddOrUpdate(op.Verb, key, NextValue(), NextValue(), present);
                break;
            case Verb.TryUpdate:
                var update = NextValue();
                Equal(present, _tree.TryUpdate(key, update));
                if (present) _model[key] = update;
                break;
            case Verb.TryUpdateMatching:
                var exchange = NextValue();
                Equal(present, _tree.TryUpdate(key, exchange, present ? old! : exchange));
                if (present) _model[key] = exchange;
                break;
            case Verb.TryUpdateOther:
                Equal(false, _tree.TryUpdate(key, NextValue(), NeverStored));
                break;
            case Verb.TryRemove:
                Equal(present, _tree.TryRemove(key, out var removed));
                Equal(old, removed);
                _model.Remove(key);
                break;
            case Verb.Remove:
                Equal(_model.Remove(key), _tree.Remove(key));
                break;
            case Verb.RemovePair:
                Equal(present, _tree.TryRemove(KeyValuePair.Create(key, present ? old! : NeverStored)));
                _model.Remove(key);
                break;
            case Verb.RemoveOtherPair:
                Equal(false, _tree.TryRemove(KeyValuePair.Create(key, NeverStored)));
                break;
            case Verb.SetRun:
                foreach (var next in Run(op)) _tree[next] = _model[next] = NextValue();
                break;
            case Verb.SetRunDown:
                foreach (var next in Run(op).Reverse()) _tree[next] = _model[next] = NextValue();
                break;
            case Verb.RemoveRun:
                foreach (var next in Run(op)) Equal(_model.Remove(next), _tree.Remove(next));
                break;
            case Verb.LoopRemove:
                LoopRemove(key);
                break;
            case Verb.Clear:
                _tree.Clear();
                _model.Clear();
                break;
            case Verb.Drain:
                Drain();
                break;
            case Verb.Merge:
                Merge([.. _probes.Except(_model.Keys, EqualByOrder).Skip(op.Key % 5).Take(op.Number)]);
                break;
            case Verb.MergeRun:
                Merge([.. Run(op).Distinct(EqualByOrder)]);
                break;
            case Verb.Snapshot:
                _snapshots.Add((_tree.Snapshot(), new(_model)));
                break;
            case Verb.Near:
                ModelReads.Near(new TreeReads<TKey, TValue>(_tree), _model, _world, op.Key);
                break;
            case Verb.Range:
                ModelReads.Range(new TreeReads<TKey, TValue>(_tree), _model, _world, op);
                break;
            case Verb.Commit or Verb.Discard:
                InBatch(op);
                break;
            default:
                DoBulk(op, key);
                break;
        }

        Equal(_model.Count, _tree.Count);
    }

    private TValue NeverStored => _world.ValueOf(-1);

    private EqualityComparer<TKey> EqualByOrder => EqualityComparer<TKey>.Create((x, y) => _world.Order.Compare(x!, y!) == 0, _ => 0);

    private void Add(TKey key, TValue value, bool present)
    {
        if (present)
        {
            Assert.Throws<ArgumentException>(() => _tree.Add(key, value));
        }
        else
        {
            _tree.Add(key, value);
            _model.Add(key, value);
        }
    }

    private void GetOrAdd(Verb verb, TKey key, TValue value)
    {
        _model.TryAdd(key, value);
        Equal(_model[key], verb switch
        {
            Verb.GetOrAdd => _tree.GetOrAdd(key, value),
            Verb.GetOrAddMade => _tree.GetOrAdd(key, _ => value),
            _ => _tree.GetOrAdd(key, static (_, arg) => arg, value),
        });
    }

    private void AddOrUpdate(Verb verb, TKey key, TValue add, TValue update, bool present)
    {
        _model[key] = present ? update : add;
        Equal(_model[key], verb switch
        {
            Verb.AddOrUpdate => _tree.AddOrUpdate(key, add, (_, _) => update),
            Verb.AddOrUpdateMade => _tree.AddOrUpdate(key, _ => add, (_, _) => update),
            _ => _tree.AddOrUpdate(key, static (_, arg) => arg.add, static (_, _, arg) => arg.update, (add, update)),
        });
    }

    private void LoopRemove(TKey from)
    {
        var seen = new List<TKey>();
        foreach (var entry in _tree.EnumerateRange(KeyRange<TKey>.AtLeast(from)))
        {
            seen.Add(entry.Key);
            if (seen.Count % 2 == 0) continue;
            Equal(true, _tree.TryRemove(entry.Key, out var removed));
            Equal(entry.Value, removed);
        }

        var expected = _model.Keys.Where(key => _world.Order.Compare(key, from) >= 0).ToArray();
        Equal(expected.Length, seen.Count);
        for (int i = 0; i < seen.Count; i++)
        {
            Equal(0, _world.Order.Compare(expected[i], seen[i]));
            if (i % 2 == 0) _model.Remove(seen[i]);
        }
    }

    private void Drain()
    {
        var visits = new Visits<TKey, TValue>();
        visits.Returned(_tree.Drain(visits, Visits<TKey, TValue>.Visit));
        TreeAssert.Same("Drain", new Expected<TKey, TValue>(_model), visits.Seen);
        _model.Clear();
    }

    private void Merge(TKey[] keys)
    {
        var victim = new BPlusTree<TKey, TValue>(_world.Options);
        var entries = new SortedDictionary<TKey, TValue>(_world.Order);
        foreach (var key in keys) victim[key] = entries[key] = NextValue();
        if (keys.Any(_model.ContainsKey))
        {
            Assert.Throws<ArgumentException>(() => _tree.MergeFrom(victim));
        }
        else
        {
            _tree.MergeFrom(victim);
            foreach (var (key, value) in entries) _model.Add(key, value);
            entries.Clear();
        }

        TreeAssert.Matches(victim, entries);
    }

    private static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Assert.Fail($"answered {actual}, expected {expected}");
    }
}
