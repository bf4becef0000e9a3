using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Trees;

/// <summary>What each verb does here. Answers are the business of the model; here only the nodes count.</summary>
internal sealed partial class CensusRun
{
    /// <summary>Trees beside the first two: copies that share the pool.</summary>
    private const int MostTrees = 4;

    private void Do(Op op)
    {
        bool fails = _comparer is not null && op.Verb != Verb.Clone && op.Key % 4 == 1;
        try
        {
            if (fails) _comparer!.ArmAt(1 + (op.Number * 2));
            DoTo(op.Verb is Verb.Merge or Verb.MergeRun or Verb.Clone ? 0 : (op.Key + op.Inner.Length) % _census.Trees.Count, op);
        }
        catch (PlantedException)
        {
            _leavesSubtrees = op.Verb == Verb.Merge; // a write that fails loses nothing, but here another one came before it
        }
        finally
        {
            _comparer?.Disarm();
        }
    }

    private void DoTo(int number, Op op)
    {
        var tree = _census.Trees[number];
        switch (op.Verb)
        {
            case Verb.Snapshot when op.Key % 4 == 3:
                _census.Snapshots.Add(tree.TakeAll());
                break;
            case Verb.Snapshot:
                _census.Snapshots.Add(tree.Snapshot());
                NoteFrozen(number);
                break;
            case Verb.Near when _census.Snapshots.Count > 0:
                _census.Snapshots.RemoveAt(op.Key % _census.Snapshots.Count);
                _released = true;
                break;
            case Verb.Near or Verb.Range when _section is not null:
                LeaveSection();
                break;
            case Verb.Near or Verb.Range:
                _section = _domain.EnterLoose();
                break;
            case Verb.Clear:
                _leavesSubtrees = true;
                tree.Clear();
                break;
            case Verb.Drain:
                _leavesSubtrees = true;
                tree.Drain(0, static (_, _, _, _) => { });
                break;
            case Verb.Merge or Verb.MergeRun:
                _leavesSubtrees = _worksAside = true;
                if (op.Verb == Verb.Merge) _census.Trees[1].RemoveRange(KeyRange<int>.AtMost(op.Key));
                Refusable(() => tree.MergeFrom(_census.Trees[1]));
                break;
            case Verb.Load:
                _leavesSubtrees = true;
                tree.Load(Entries(op).DistinctBy(entry => entry.Key).OrderBy(entry => entry.Key));
                break;
            case Verb.LoadUnsorted:
                Refusable(() => tree.Load([new(2, 2), new(1, 1)]));
                break;
            case Verb.Clone:
                _worksAside = true; // the copy's first root
                if (_census.Trees.Count == MostTrees) break; // none was made, so nothing was frozen
                AddTree(tree.Clone());
                NoteFrozen(number);
                break;
            case Verb.AddRange or Verb.AddRangeRun:
                _leavesSubtrees = tree.Count == 0; // of which the root is left
                _worksAside = true;
                Refusable(() => tree.AddRange(Entries(op).DistinctBy(entry => entry.Key)));
                break;
            case Verb.TryAddRangeRun:
                _leavesSubtrees = tree.Count == 0;
                _worksAside = true;
                tree.TryAddRange(Entries(op).DistinctBy(entry => entry.Key));
                break;
            case Verb.SetRange:
                _worksAside = true;
                tree.SetRange(Entries(op));
                break;
            case Verb.RemoveRange:
                _leavesSubtrees = _worksAside = true;
                tree.RemoveRange(RangeOf(op));
                break;
            case Verb.Commit or Verb.Discard:
                InBatch(tree, op);
                break;
            default:
                DoSmall(tree, op);
                break;
        }
    }

    /// <summary>Writes of one entry at a time: none of them loses a node that was not frozen.</summary>
    private void DoSmall(BPlusTree<int, long> tree, Op op)
    {
        long value = _values++;
        switch (op.Verb)
        {
            case Verb.TryAdd or Verb.Add: tree.TryAdd(op.Key, value); break;
            case Verb.Set: tree[op.Key] = value; break;
            case Verb.GetOrAdd or Verb.GetOrAddMade or Verb.GetOrAddFrom: tree.GetOrAdd(op.Key, value); break;
            case Verb.AddOrUpdate or Verb.AddOrUpdateMade or Verb.AddOrUpdateFrom: tree.AddOrUpdate(op.Key, value, (_, old) => old + 1); break;
            case Verb.TryUpdate: tree.TryUpdate(op.Key, value); break;
            case Verb.TryUpdateMatching or Verb.TryUpdateOther: tree.TryUpdate(op.Key, value, tree.TryGetValue(op.Key, out long old) ? old : -1); break;
            case Verb.TryRemove or Verb.Remove: tree.Remove(op.Key); break;
            case Verb.RemovePair or Verb.RemoveOtherPair: tree.TryRemove(KeyValuePair.Create(op.Key, tree.TryGetValue(op.Key, out long its) ? its : -1)); break;
            case Verb.SetRun: foreach (var (key, run) in Entries(op)) tree[key] = run; break;
            case Verb.SetRunDown: foreach (var (key, run) in Entries(op).Reverse()) tree[key] = run; break;
            case Verb.RemoveRun: foreach (var (key, _) in Entries(op)) tree.Remove(key); break;
            case Verb.LoopRemove: foreach (var (key, _) in tree.EnumerateRange(KeyRange<int>.AtLeast(op.Key))) tree.Remove(key); break;
            case Verb.UpdateOrRemove: tree.TryUpdateOrRemove(op.Key, (_, _) => Decision(op.Number)); break;
            case Verb.AddUpdateOrRemove: tree.AddUpdateOrRemove(op.Key, _ => Decision(op.Number / 3), (_, _) => Decision(op.Number)); break;
            case Verb.RemoveFirst: tree.TryRemoveFirst(out _, out _); break;
            case Verb.RemoveLast: tree.TryRemoveLast(out _, out _); break;
            case Verb.RemoveFirstUpTo: tree.TryRemoveFirstUpTo(op.Key, out _, out _); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op, "no such step");
        }
    }

    private void InBatch(BPlusTree<int, long> tree, Op op)
    {
        bool commits = op.Verb == Verb.Commit;
        if (!tree.TryBeginBatch(TimeSpan.FromMinutes(1), out var batch)) throw new TimeoutException("nobody else writes");
        using (batch)
        {
            foreach (var inner in op.Inner) Do(batch, inner);
            if (!commits) return;
            _worksAside = true;
            _leavesSubtrees = op.Inner.Any(inner => inner.Verb is Verb.Clear or Verb.RemoveRange);
            batch.Commit();
        }
    }

    private void Do(BPlusTree<int, long>.Batch batch, Op op)
    {
        long value = _values++;
        switch (op.Verb)
        {
            case Verb.TryAdd: batch.TryAdd(op.Key, value); break;
            case Verb.Set: batch[op.Key] = value; break;
            case Verb.TryUpdate: batch.TryUpdate(op.Key, value); break;
            case Verb.TryRemove or Verb.Remove: batch.Remove(op.Key); break;
            case Verb.SetRun: foreach (var (key, run) in Entries(op)) batch[key] = run; break;
            case Verb.SetRunDown: foreach (var (key, run) in Entries(op).Reverse()) batch[key] = run; break;
            case Verb.RemoveRun: foreach (var (key, _) in Entries(op)) batch.Remove(key); break;
            case Verb.Clear: batch.Clear(); break;
            case Verb.UpdateOrRemove: batch.TryUpdateOrRemove(op.Key, static (_, _, change) => change, Decision(op.Number)); break;
            case Verb.AddUpdateOrRemove: batch.AddUpdateOrRemove(op.Key, static (_, change) => change, static (_, _, change) => change, Decision(op.Number)); break;
            case Verb.RemoveFirst: batch.TryRemoveFirst(out _, out _); break;
            case Verb.RemoveLast: batch.TryRemoveLast(out _, out _); break;
            case Verb.RemoveFirstUpTo: batch.TryRemoveFirstUpTo(op.Key, out _, out _); break;
            case Verb.RemoveRange: batch.RemoveRange(RangeOf(op)); break;
            case Verb.AddRange:
                foreach (var (key, _) in Entries(op)) batch.Remove(key);
                batch.AddRange(Entries(op).DistinctBy(entry => entry.Key));
                break;
            case Verb.SetRange: batch.SetRange(Entries(op)); break;
            default: break; // a read
        }
    }

    private KeyValuePair<int, long>[] Entries(Op op) => [.. Enumerable.Range(op.Key, op.Number).Select(key => KeyValuePair.Create(key % _keySpace, (long)_values++))];

    private EntryChange<long> Decision(int number) => (number % 3) switch
    {
        0 => EntryChange<long>.Keep,
        1 => EntryChange<long>.Set(_values++),
        _ => EntryChange<long>.Remove,
    };

    private static KeyRange<int> RangeOf(Op op) => (op.Key % 5) switch
    {
        0 => KeyRange<int>.AtLeast(op.Number),
        1 => KeyRange<int>.LessThan(op.Number),
        _ => KeyRange<int>.Between(Math.Min(op.Key, op.Number), op.Key % 2 == 0, Math.Max(op.Key, op.Number), true),
    };

    private static void Refusable(Action call)
    {
        try
        {
            call();
        }
        catch (ArgumentException)
        {
            // a common or a repeated key: nothing changed, and nothing may be lost
        }
    }
}
