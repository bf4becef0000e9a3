using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Does the steps of a scenario on a tree that owns its values, and keeps the books on every value that was ever handed to it (V1).</summary>
/// <remarks>
/// What is in the tree is looked up, not modelled: other tests do that. From its contents before and after a step follows what the tree let go of; the step says what it was given, what it
/// refused and what it handed out. Two of the verbs mean something else here: Near opens or closes a read section, Range releases a snapshot (in a batch: both move a value to another key).
/// </remarks>
internal sealed partial class OwnedRun
{
    private const int NeverHeld = 0;

    private readonly RcuDomain _domain;
    private readonly BPlusTreeOptions<int, Probe?> _options;
    private readonly BPlusTree<int, Probe?> _tree;
    private readonly List<(BPlusTreeSnapshot<int, Probe?> Snapshot, int Time)> _snapshots = [];
    private readonly List<(ReaderSlot Section, HashSet<Probe> Found)> _sections = [];

    private readonly HashSet<Probe> _callers = [];

    /// <summary>When the tree let go of a value: held by snapshots that are older.</summary>
    private readonly Dictionary<Probe, int> _gone = [];
    private HashSet<Probe> _inTree = [];

    // Of the step.
    private readonly HashSet<Probe> _given = [];
    private readonly HashSet<Probe> _keptByCaller = [];
    private readonly HashSet<Probe> _atOnce = [];
    private int _time = 1;
    private int _made;

    private OwnedRun(RcuDomain domain, int capacity)
    {
        _domain = domain;
        _options = TreeOf.Options<int, Probe?>(capacity, domain: domain) with { OwnsValues = true };
        _tree = new BPlusTree<int, Probe?>(_options);
    }

    public static void Of(RcuDomain domain, int capacity, Scenario scenario)
    {
        var run = new OwnedRun(domain, capacity);
        try
        {
            foreach (Op op in scenario.Ops)
            {
                run.Step(op);
                run.Check(op.ToString());
            }
        }
        finally
        {
            foreach ((ReaderSlot section, _) in run._sections) section.ExitLoose();
            run._sections.Clear();
        }

        run.End();
    }

    private void Step(Op op)
    {
        _time += 2;
        int goneAt = op.Verb == Verb.Discard ? NeverHeld : _time;
        using (_domain.EnterRead()) Do(op);
        HashSet<Probe> now = Contents();
        foreach (Probe value in _inTree.Concat(_given).Where(value => !now.Contains(value)))
        {
            if (_keptByCaller.Contains(value)) _callers.Add(value);
            else _gone[value] = _atOnce.Contains(value) ? NeverHeld : goneAt;
        }

        _inTree = now;
        _given.Clear();
        _keptByCaller.Clear();
        _atOnce.Clear();
        foreach ((_, HashSet<Probe> found) in _sections) found.UnionWith(now);
    }

    private void Check(string step)
    {
        foreach (Probe value in _inTree.Concat(_callers)) Assert.True(value.Disposals == 0, $"after {step}: {value} is disposed, though nobody let go of it");
        foreach ((var snapshot, _) in _snapshots)
        {
            foreach ((_, Probe? value) in snapshot) Assert.True(value is null or { Disposals: 0 }, $"after {step}: {value} is disposed, and a snapshot sees it");
        }

        foreach ((_, HashSet<Probe> found) in _sections)
        {
            foreach (Probe value in found.Where(value => !_gone.TryGetValue(value, out int at) || at != NeverHeld)) Assert.True(value.Disposals == 0, $"after {step}: {value} is disposed, and a section may have found it");
        }

        if (_sections.Count == 0) CheckSettled(step);
    }

    /// <summary>Nobody is inside: everything is disposed that no snapshot holds back, once.</summary>
    private void CheckSettled(string step)
    {
        _domain.Barrier();
        int oldest = _snapshots.Count == 0 ? int.MaxValue : _snapshots.Min(taken => taken.Time);
        foreach ((Probe value, int at) in _gone)
        {
            int expected = oldest < at ? 0 : 1;
            Assert.True(value.Disposals == expected, $"after {step}: {value} was disposed {value.Disposals} times, not {expected}");
        }
    }

    private void End()
    {
        foreach ((var snapshot, _) in _snapshots) snapshot.Dispose();
        _snapshots.Clear();
        foreach (Probe value in _inTree) _gone[value] = NeverHeld;
        _inTree = [];
        _tree.CheckInvariants();
        _tree.Dispose();
        Check("the end");
        Assert.Equal(_made, _gone.Count + _callers.Count);
    }

    private HashSet<Probe> Contents()
    {
        var contents = new HashSet<Probe>();
        foreach ((_, Probe? value) in _tree)
        {
            if (value is not null) Assert.True(contents.Add(value), "a value stands under two keys");
        }

        return contents;
    }

    /// <summary>A value for the step to hand to the tree; null now and then.</summary>
    private Probe? Make(int key)
    {
        if (key % 11 == 7) return null;
        var value = new Probe($"value {_made++} for {key}");
        _given.Add(value);
        return value;
    }

    private KeyValuePair<int, Probe?>[] MakeRun(int first, int count) => [.. Enumerable.Range(first, count).Select(key => KeyValuePair.Create(key, Make(key)))];

    private void Keep(Probe? value)
    {
        if (value is not null) _keptByCaller.Add(value);
    }

    private void Keep(IEnumerable<KeyValuePair<int, Probe?>> entries)
    {
        foreach ((_, Probe? value) in entries) Keep(value);
    }

    /// <summary>Of what was handed in or made, whatever does not get in is disposed right away.</summary>
    private Probe? Lose(Probe? value)
    {
        if (value is not null) _atOnce.Add(value);
        return value;
    }
}
