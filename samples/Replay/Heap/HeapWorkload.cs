using System;
using System.Collections.Generic;
using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>The heap recording: blocks keyed by address in an ordered map, and the question which block holds an address.</summary>
internal sealed class HeapWorkload : IWorkload, IDisposable
{
    private readonly HeapScript _script;
    private readonly BlockHistory _history;
    private readonly HeapChecker _checker;
    private readonly StateComparison _comparison;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly SnapshotBox<BPlusTreeSnapshot<ulong, Block>> _box = new();

    public HeapWorkload(HeapRecording recording, StepClock clock, MismatchLog log)
    {
        _script = HeapScript.Build(recording);
        _history = new BlockHistory(_script);
        _checker = new HeapChecker(_history);
        _comparison = new StateComparison(_history, _checker);
        _clock = clock;
        _log = log;

        // A domain of its own: the statistics are then of this run alone.
        Domain = new RcuDomain();
        Tree = new BPlusTree<ulong, Block>(new BPlusTreeOptions<ulong, Block> { Domain = Domain });
    }

    public string Title => $"{System.IO.Path.GetFileName(_script.Recording.Path)}: {_script.Operations:N0} operations on "
        + $"{_script.Keys.Length:N0} addresses, {_script.Final.Count:N0} blocks at the end "
        + (_script.Recording.Final is null ? "(derived)" : "(recorded)");

    /// <summary>The map under test; tests put wrong entries in it to see that they are found.</summary>
    public BPlusTree<ulong, Block> Tree { get; }

    public int OperationsPerRound => _script.Operations;

    public RcuDomain Domain { get; }

    public long SnapshotsTaken { get; private set; }

    public RunPhase PhaseOf(long step)
    {
        long inLap = step % _script.Length;
        return inLap <= _script.FirstRoundEnd ? RunPhase.WithSnapshots
            : inLap <= _script.EmptyingEnd ? RunPhase.Settling
            : RunPhase.Quiet;
    }

    public bool EndsRound(long step) => _script.EndsRound((int)(step % _script.Length));

    public void Apply(long step)
    {
        int inLap = (int)(step % _script.Length);
        ref readonly HeapStep s = ref _script[inLap];
        if (s.IsAllocation)
        {
            if (!Tree.TryAdd(_script.Keys[s.Key], new Block(s.Size, step)))
            {
                ReportWrite(step, "TryAdd", "true", "false: the address is there already");
            }
        }
        else if (s.Key < 0)
        {
            Tree.Clear();
        }
        else
        {
            var expected = new Block(_script[s.Pair].Size, step - inLap + s.Pair);
            if (!Tree.TryRemove(_script.Keys[s.Key], out Block removed))
            {
                ReportWrite(step, "TryRemove", "true", "false: the address is not there");
            }
            else if (removed != expected)
            {
                ReportWrite(step, "TryRemove", _checker.Show(_script.Keys[s.Key], expected), _checker.Show(_script.Keys[s.Key], removed));
            }
        }
    }

    public void OfferSnapshot(long state)
    {
        if (Tree.Count != _history.CountAt(state))
        {
            string when = _checker.Describe(new StateWindow(state, state));
            _log.Report(new Mismatch("Count", $"{_history.CountAt(state)}", $"{Tree.Count}", when));
        }

        if (_box.IsEmpty)
        {
            _box.Put(Tree.Snapshot(), state);
            SnapshotsTaken++;
        }
    }

    public void CheckRound(long state)
    {
        _comparison.Start("the map at the end of a round", state, _script.Final, Tree.Count);
        foreach (KeyValuePair<ulong, Block> entry in Tree)
        {
            if (!_comparison.Accept(entry.Key, entry.Value))
            {
                break;
            }
        }

        _comparison.Finish();
        _log.Report(_comparison.Result);

        BPlusTreeSnapshot<ulong, Block> snapshot = Tree.Snapshot();
        _comparison.Start("a snapshot at the end of a round", state, _script.Final, snapshot.Count);
        foreach (KeyValuePair<ulong, Block> entry in snapshot)
        {
            if (!_comparison.Accept(entry.Key, entry.Value))
            {
                break;
            }
        }

        _comparison.Finish();
        _log.Report(_comparison.Result);
    }

    public IWorkloadReader CreateReader(ReaderTally tally, ulong seed) =>
        new HeapReader(_history, _checker, Tree, _box, _clock, _log, tally, seed);

    public void Dispose() => Domain.Dispose();

    private void ReportWrite(long step, string what, string expected, string seen)
    {
        string key = _script[(int)(step % _script.Length)].Key is >= 0 and int index ? $"{_script.Keys[index]:x}" : "";
        _log.Report(new Mismatch($"{what}({key})", expected, seen, _script.Describe(step)));
    }
}
