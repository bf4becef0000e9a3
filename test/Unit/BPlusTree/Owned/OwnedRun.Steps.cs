using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

internal sealed partial class OwnedRun
{
    private void Do(Op op)
    {
        int key = op.Key, number = op.Number;
        switch (op.Verb)
        {
            case Verb.TryAdd: TryAdd(key); break;
            case Verb.Add: if (_tree.ContainsKey(key)) Refused(Make(key), value => Assert.Throws<ArgumentException>(() => _tree.Add(key, value))); else _tree.Add(key, Make(key)); break;
            case Verb.Set: _tree[key] = Make(key); break;
            case Verb.GetOrAdd: _tree.GetOrAdd(key, Lose(Make(key))); break;
            case Verb.GetOrAddMade: _tree.GetOrAdd(key, made => Lose(Make(made))); break;
            case Verb.GetOrAddFrom: _tree.GetOrAdd(key, (made, _) => Lose(Make(made)), 0); break;
            case Verb.AddOrUpdate: _tree.AddOrUpdate(key, Lose(Make(key)), (made, old) => number % 3 == 0 ? old : Make(made)); break;
            case Verb.AddOrUpdateMade:
                Probe? either = Make(key);
                _tree.AddOrUpdate(key, either, (_, _) => either);
                break;
            case Verb.AddOrUpdateFrom: _tree.AddOrUpdate(key, (made, _) => Make(made), (made, _, _) => Make(made), 0); break;
            case Verb.TryUpdate: Try(Make(key), value => _tree.TryUpdate(key, value)); break;
            case Verb.TryUpdateMatching: Try(Make(key), value => _tree.TryUpdate(key, value, _tree.TryGetValue(key, out Probe? present) ? present : null)); break;
            case Verb.TryUpdateOther: Refused(Make(key), value => Assert.False(_tree.TryUpdate(key, value, new Probe()))); break;
            case Verb.TryRemove: if (_tree.TryRemove(key, out Probe? removed)) Keep(removed); break;
            case Verb.Remove: _tree.Remove(key); break;
            case Verb.RemovePair: if (_tree.TryGetValue(key, out Probe? its)) Assert.True(_tree.TryRemove(KeyValuePair.Create(key, its))); break;
            case Verb.RemoveOtherPair: Assert.False(_tree.TryRemove(KeyValuePair.Create<int, Probe?>(key, new Probe()))); break;
            case Verb.SetRun: for (int i = 0; i < number; i++) _tree[key + i] = Make(key + i); break;
            case Verb.SetRunDown: for (int i = 0; i < number; i++) _tree[key - i] = Make(key + i); break;
            case Verb.RemoveRun: for (int i = 0; i < number; i++) _tree.Remove(key + i); break;
            case Verb.LoopRemove: LoopRemove(key); break;
            case Verb.Clear: _tree.Clear(); break;
            case Verb.Drain: _tree.Drain(0, static (_, _, value, _) => value?.AssertAlive()); break;
            case Verb.Clone: _snapshots.Add((_tree.TakeAll(), _time - 1)); break;
            case Verb.Merge or Verb.MergeRun: Merge(op); break;
            case Verb.UpdateOrRemove: _tree.TryUpdateOrRemove(key, (made, old) => Decide(number, made, old)); break;
            case Verb.AddUpdateOrRemove: _tree.AddUpdateOrRemove(key, made => Decide(number, made, null), (made, old) => Decide(number, made, old)); break;
            case Verb.RemoveFirst: if (_tree.TryRemoveFirst(out _, out Probe? first)) Keep(first); break;
            case Verb.RemoveLast: if (_tree.TryRemoveLast(out _, out Probe? last)) Keep(last); break;
            case Verb.RemoveFirstUpTo: if (_tree.TryRemoveFirstUpTo(key, out _, out Probe? due)) Keep(due); break;
            case Verb.RemoveRange: _tree.RemoveRange(KeyRange<int>.Inclusive(Math.Min(key, number), Math.Max(key, number))); break;
            case Verb.AddRange or Verb.AddRangeRun or Verb.TryAddRangeRun: TryAddRange(MakeRun(op.Verb == Verb.AddRange ? key + 1000 : key, number)); break;
            case Verb.SetRange: _tree.SetRange([.. MakeRun(key, number), .. MakeRun(key, number / 2)]); break;
            case Verb.Load: Load(key, number); break;
            case Verb.LoadUnsorted: RefusedRun(MakeRun(key, 3), run => Assert.Throws<ArgumentException>(() => _tree.Load([run[0], run[2], run[1]]))); break;
            case Verb.Snapshot: _snapshots.Add((_tree.Snapshot(), _time)); break;
            case Verb.Near: Section(key); break;
            case Verb.Range: Release(key); break;
            case Verb.Commit or Verb.Discard: Batch(op); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op.Verb, "unknown");
        }
    }

    private void TryAdd(int key) => Try(Make(key), value => _tree.TryAdd(key, value));

    private void Try(Probe? value, Func<Probe?, bool> write)
    {
        if (!write(value)) Keep(value);
    }

    private void Refused(Probe? value, Action<Probe?> write)
    {
        write(value);
        Keep(value);
    }

    private void RefusedRun(KeyValuePair<int, Probe?>[] run, Action<KeyValuePair<int, Probe?>[]> write)
    {
        write(run);
        Keep(run);
    }

    private EntryChange<Probe?> Decide(int number, int key, Probe? old) => (number % 4) switch
    {
        0 => EntryChange<Probe?>.Keep,
        1 => EntryChange<Probe?>.Set(Make(key)),
        2 when old is not null => EntryChange<Probe?>.Set(old),
        _ => EntryChange<Probe?>.Remove,
    };

    private void LoopRemove(int from)
    {
        bool second = false;
        foreach ((int key, Probe? value) in _tree.EnumerateRange(KeyRange<int>.AtLeast(from)))
        {
            if (second ^= true) _tree.Remove(key);
            value?.AssertAlive();
        }
    }

    private void Merge(Op op)
    {
        using var victim = new BPlusTree<int, Probe?>(_options);
        int first = op.Verb == Verb.Merge ? op.Key + 2000 : op.Key;
        foreach ((int key, Probe? value) in MakeRun(first, op.Number)) victim[key] = value;
        BPlusTreeSnapshot<int, Probe?>? seen = op.Number % 2 == 0 ? victim.Snapshot() : null;
        try
        {
            _tree.MergeFrom(victim);
            if (seen is not null) _snapshots.Add((seen, _time));
        }
        catch (ArgumentException)
        {
            seen?.Dispose();
            while (victim.TryRemoveFirst(out _, out Probe? value)) Keep(value);
        }
    }

    private void TryAddRange(KeyValuePair<int, Probe?>[] run)
    {
        Array.Reverse(run);
        if (!_tree.TryAddRange(run)) Keep(run);
    }

    /// <summary>Some of the values come back under other keys.</summary>
    private void Load(int key, int number)
    {
        Probe?[] back = [.. _tree.Values.ToArray().Where((_, at) => at % 3 == key % 3)];
        _tree.Load([.. back.Select((value, at) => KeyValuePair.Create(key + at, value)), .. MakeRun(key + back.Length, number)]);
    }

    private void Section(int key)
    {
        if (_sections.Count == 0 || (_sections.Count < 3 && key % 2 == 0))
        {
            _sections.Add((_domain.EnterLoose(), []));
            return;
        }

        int at = key % _sections.Count;
        _sections[at].Section.ExitLoose();
        _sections.RemoveAt(at);
    }

    private void Release(int key)
    {
        if (_snapshots.Count == 0) return;
        int at = key % _snapshots.Count;
        _snapshots[at].Snapshot.Dispose();
        _snapshots.RemoveAt(at);
    }

    private void Batch(Op op)
    {
        using var batch = _tree.BeginBatch();
        bool commits = op.Verb == Verb.Commit;
        foreach (Op inner in op.Inner) DoIn(batch, inner, commits);
        if (commits) batch.Commit();
    }

    private void DoIn(BPlusTree<int, Probe?>.Batch batch, Op op, bool commits)
    {
        int key = op.Key, number = op.Number;
        Probe? value;
        switch (op.Verb)
        {
            case Verb.TryAdd: value = Make(key); if (!batch.TryAdd(key, value)) Keep(value); break;
            case Verb.Set: if (number % 3 == 0) batch.GetOrAdd(key, Make(key)); else if (number % 3 == 1) batch.AddOrUpdate(key, Make(key), (made, _, _) => Make(made), 0); else batch[key] = Make(key); break;
            case Verb.TryUpdate: value = Make(key); if (!batch.TryUpdate(key, value)) Keep(value); break;
            case Verb.TryRemove: if (batch.TryRemove(key, out value)) PutBackOrKeep(batch, key, number, value); break;
            case Verb.Remove: batch.Remove(key); break;
            case Verb.SetRun or Verb.SetRunDown: for (int i = 0; i < number; i++) batch[key + i] = Make(key + i); break;
            case Verb.RemoveRun: for (int i = 0; i < number; i++) batch.Remove(key + i); break;
            case Verb.RemoveRange: batch.RemoveRange(KeyRange<int>.Inclusive(Math.Min(key, number), Math.Max(key, number))); break;
            case Verb.SetRange: batch.SetRange([.. MakeRun(key, number), .. MakeRun(key, number / 2)]); break;
            case Verb.AddRange: if (!batch.ContainsKey(key)) batch.AddRange([KeyValuePair.Create(key, Make(key))]); break;
            case Verb.RemoveFirst: if (batch.TryRemoveFirst(out int first, out value)) PutBackOrKeep(batch, first, number, value); break;
            case Verb.RemoveLast: if (batch.TryRemoveLast(out int last, out value)) PutBackOrKeep(batch, last, number, value); break;
            case Verb.RemoveFirstUpTo: if (batch.TryRemoveFirstUpTo(key, out int due, out value)) PutBackOrKeep(batch, due, number, value); break;
            case Verb.UpdateOrRemove: batch.TryUpdateOrRemove(key, (made, old, _) => Decide(number, made, old), 0); break;
            case Verb.AddUpdateOrRemove: batch.AddUpdateOrRemove(key, (made, _) => Decide(number, made, null), (made, old, _) => Decide(number, made, old), 0); break;
            case Verb.Clear: batch.Clear(); break;
            case Verb.Near or Verb.Range: Move(batch, key, number + 500, outFirst: op.Verb == Verb.Near || !commits); break;
            default: throw new ArgumentOutOfRangeException(nameof(op), op.Verb, "unknown in a batch");
        }
    }

    private void PutBackOrKeep(BPlusTree<int, Probe?>.Batch batch, int key, int number, Probe? value)
    {
        if (number % 2 == 0) batch[key] = value;
        else Keep(value);
    }

    private static void Move(BPlusTree<int, Probe?>.Batch batch, int from, int to, bool outFirst)
    {
        if (!batch.TryGetValue(from, out Probe? value) || batch.ContainsKey(to)) return;
        if (outFirst) batch.Remove(from);
        batch[to] = value;
        if (!outFirst) batch.Remove(from);
    }
}
