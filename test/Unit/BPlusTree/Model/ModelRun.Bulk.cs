using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Trees;

/// <summary>Steps that concern many entries, either end, or whatever a function decides.</summary>
internal sealed partial class ModelRun<TKey, TValue>
{
    private void DoBulk(Op op, TKey key)
    {
        switch (op.Verb)
        {
            case Verb.UpdateOrRemove:
                var update = Decision(op.Number);
                Equal(Decided(_model, key, default, update), _tree.TryUpdateOrRemove(key, static (_, _, change) => change, update));
                break;
            case Verb.AddUpdateOrRemove:
                var (absent, present) = (Decision(op.Number / 3), Decision(op.Number));
                Equal(Decided(_model, key, absent, present), _tree.AddUpdateOrRemove(key, _ => absent, (_, _) => present));
                break;
            case Verb.RemoveFirst:
                bool hadFirst = _tree.TryRemoveFirst(out var firstKey, out var firstValue);
                Popped(_model, last: false, key, upTo: false, hadFirst, firstKey, firstValue);
                break;
            case Verb.RemoveLast:
                bool hadLast = _tree.TryRemoveLast(out var lastKey, out var lastValue);
                Popped(_model, last: true, key, upTo: false, hadLast, lastKey, lastValue);
                break;
            case Verb.RemoveFirstUpTo:
                bool hadDue = _tree.TryRemoveFirstUpTo(key, out var dueKey, out var dueValue);
                Popped(_model, last: false, key, upTo: true, hadDue, dueKey, dueValue);
                break;
            case Verb.RemoveRange:
                var (range, holds) = RangeOf(op);
                Equal(RemoveWhere(_model, holds), _tree.RemoveRange(range));
                break;
            case Verb.AddRange:
                AddRange(With(Absent(_model, op)), entries => !Refused(() => _tree.AddRange(entries)), _model);
                break;
            case Verb.AddRangeRun:
                AddRange(With(Run(op).Distinct(EqualByOrder)), entries => !Refused(() => _tree.AddRange(entries)), _model);
                break;
            case Verb.TryAddRangeRun:
                AddRange(With(Run(op).Distinct(EqualByOrder)), _tree.TryAddRange, _model);
                break;
            case Verb.SetRange:
                SetRange(With(Run(op).Concat(Run(op).Take(3))), _tree.SetRange, _model);
                break;
            case Verb.Load:
                Load(op);
                break;
            case Verb.LoadUnsorted:
                Equal(true, Refused(() => _tree.Load([new(_world.KeyOf(op.Key + 1), NextValue()), new(key, NextValue()), new(key, NextValue())])));
                break;
            case Verb.Clone:
                var original = _tree;
                _tree = original.Clone();
                if (original.TryRemoveFirst(out _, out _)) Equal(_model.Count - 1, original.Count);
                original.CheckInvariants();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "no such step");
        }
    }

    private void DoBulk(Op op, TKey key, BPlusTree<TKey, TValue>.Batch batch, SortedDictionary<TKey, TValue> draft)
    {
        switch (op.Verb)
        {
            case Verb.UpdateOrRemove:
                var update = Decision(op.Number);
                Equal(Decided(draft, key, default, update), batch.TryUpdateOrRemove(key, static (_, _, change) => change, update));
                break;
            case Verb.AddUpdateOrRemove:
                var (absent, present) = (Decision(op.Number / 3), Decision(op.Number));
                Equal(
                    Decided(draft, key, absent, present),
                    batch.AddUpdateOrRemove(key, static (_, both) => both.absent, static (_, _, both) => both.present, (absent, present)));
                break;
            case Verb.RemoveFirst:
                bool hadFirst = batch.TryRemoveFirst(out var firstKey, out var firstValue);
                Popped(draft, last: false, key, upTo: false, hadFirst, firstKey, firstValue);
                break;
            case Verb.RemoveLast:
                bool hadLast = batch.TryRemoveLast(out var lastKey, out var lastValue);
                Popped(draft, last: true, key, upTo: false, hadLast, lastKey, lastValue);
                break;
            case Verb.RemoveFirstUpTo:
                bool hadDue = batch.TryRemoveFirstUpTo(key, out var dueKey, out var dueValue);
                Popped(draft, last: false, key, upTo: true, hadDue, dueKey, dueValue);
                break;
            case Verb.RemoveRange:
                var (range, holds) = RangeOf(op);
                Equal(RemoveWhere(draft, holds), batch.RemoveRange(range));
                break;
            case Verb.AddRange:
                var entries = With(Absent(draft, op));
                batch.AddRange(entries);
                foreach (var (added, value) in entries) draft.Add(added, value);
                break;
            case Verb.SetRange:
                var stored = With(Run(op).Concat(Run(op).Take(3)));
                int before = draft.Count;
                foreach (var (next, value) in stored) draft[next] = value;
                Equal(draft.Count - before, batch.SetRange(stored));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(op), op, "not a step of a batch");
        }
    }

    private static bool Refused(Action call)
    {
        try
        {
            call();
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }

    private EntryChange<TValue> Decision(int number) => (number % 3) switch
    {
        0 => EntryChange<TValue>.Keep,
        1 => EntryChange<TValue>.Set(NextValue()),
        _ => EntryChange<TValue>.Remove,
    };

    private static bool Decided(SortedDictionary<TKey, TValue> model, TKey key, EntryChange<TValue> absent, EntryChange<TValue> present)
    {
        bool there = model.ContainsKey(key);
        var change = there ? present : absent;
        if (change.Decision == EntryChange<TValue>.Verdict.Set) model[key] = change.Value;
        if (change.Decision == EntryChange<TValue>.Verdict.Remove) model.Remove(key);
        return change.Decision == EntryChange<TValue>.Verdict.Set || (there && change.Decision == EntryChange<TValue>.Verdict.Remove);
    }

    private void Popped(SortedDictionary<TKey, TValue> model, bool last, TKey bound, bool upTo, bool answered, TKey? key, TValue? value)
    {
        bool any = model.Count > 0;
        var entry = !any ? default : last ? model.Last() : model.First();
        bool expected = any && (!upTo || _world.Order.Compare(entry.Key, bound) <= 0);
        Equal(expected, answered);
        if (!expected) entry = default;
        Equal(entry.Key, key);
        Equal(entry.Value, value);
        if (expected) model.Remove(entry.Key);
    }

    /// <summary>The bits of Key say which ends are open, and whether the others are part of the range.</summary>
    private (KeyRange<TKey> Range, Func<TKey, bool> Holds) RangeOf(Op op)
    {
        var order = _world.Order;
        var (lower, upper) = (_world.KeyOf(op.Key), _world.KeyOf(op.Number));
        if (order.Compare(lower, upper) > 0) (lower, upper) = (upper, lower);
        bool withLower = (op.Key & 1) == 0, withUpper = (op.Key & 2) == 0;
        bool Above(TKey key) => order.Compare(key, lower) >= (withLower ? 0 : 1);
        bool Below(TKey key) => order.Compare(key, upper) <= (withUpper ? 0 : -1);
        return (op.Key % 11) switch
        {
            0 => (withLower ? KeyRange<TKey>.AtLeast(lower) : KeyRange<TKey>.GreaterThan(lower), Above),
            1 => (withUpper ? KeyRange<TKey>.AtMost(upper) : KeyRange<TKey>.LessThan(upper), Below),
            _ => (KeyRange<TKey>.Between(lower, withLower, upper, withUpper), key => Above(key) && Below(key)),
        };
    }

    private static long RemoveWhere(SortedDictionary<TKey, TValue> model, Func<TKey, bool> holds)
    {
        TKey[] leaving = [.. model.Keys.Where(holds)];
        foreach (var key in leaving) model.Remove(key);
        return leaving.Length;
    }

    private TKey[] Absent(SortedDictionary<TKey, TValue> model, Op op)
        => TreeOf.Shuffled([.. _probes.Except(model.Keys, EqualByOrder).Skip(op.Key % 5).Take(op.Number)], op.Key);

    private KeyValuePair<TKey, TValue>[] With(IEnumerable<TKey> keys) => [.. keys.Select(key => KeyValuePair.Create(key, NextValue()))];

    private static void AddRange(KeyValuePair<TKey, TValue>[] entries, Func<KeyValuePair<TKey, TValue>[], bool> add, SortedDictionary<TKey, TValue> model)
    {
        bool free = !entries.Any(entry => model.ContainsKey(entry.Key));
        Equal(free, add(entries));
        if (!free) return;
        foreach (var (key, value) in entries) model.Add(key, value);
    }

    private static void SetRange(KeyValuePair<TKey, TValue>[] entries, Func<KeyValuePair<TKey, TValue>[], long> set, SortedDictionary<TKey, TValue> model)
    {
        int before = model.Count;
        foreach (var (key, value) in entries) model[key] = value;
        Equal(model.Count - before, set(entries));
    }

    private void Load(Op op)
    {
        var loaded = new SortedDictionary<TKey, TValue>(_world.Order);
        foreach (var key in Run(op)) loaded[key] = NextValue();
        Equal(false, Refused(() =>
        {
            if (op.Key % 2 == 0) _tree.Load(loaded);
            else _tree.Load([.. loaded.Keys], [.. loaded.Values]);
        }));
        _model = loaded;
    }
}
