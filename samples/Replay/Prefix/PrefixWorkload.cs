using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>A dictionary: which word is this, which is the longest that this begins with, which and how many begin like this, while words go and come back.</summary>
internal sealed class PrefixWorkload : IWorkload, IDisposable
{
    private readonly PrefixScript _script;
    private readonly PrefixChecker _checker;
    private readonly StepClock _clock;
    private readonly MismatchLog _log;
    private readonly SnapshotBox<PrefixTreeSnapshot<long>> _box = new();

    public PrefixWorkload(WordList words, StepClock clock, MismatchLog log)
    {
        _script = PrefixScript.Build(words);
        _checker = new PrefixChecker(_script);
        _clock = clock;
        _log = log;

        // A domain of its own: the statistics are then of this run alone.
        Domain = new RcuDomain();
        Tree = new PrefixTree<long>(new PrefixTreeOptions<long> { Domain = Domain });
    }

    public string Title => $"{Path.GetFileName(_script.Words.Path)}: {_script.Words.Count:N0} words that go and come back in {_script.Operations:N0} steps";

    /// <summary>The tree under test; tests put wrong entries in it to see that they are found.</summary>
    public PrefixTree<long> Tree { get; }

    public PrefixScript Script => _script;

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
        PrefixStep s = _script[(int)(step % _script.Length)];
        byte[] word = _script.Words[s.First];
        switch (s.Verb)
        {
            case PrefixVerb.Load:
                Tree.Load(Enumerable.Range(0, _script.Words.Count).Select(rank => KeyValuePair.Create((ReadOnlyMemory<byte>)_script.Words[rank], step)));
                break;
            case PrefixVerb.Add:
                Require(Tree.TryAdd(word, step), true, step, "TryAdd");
                break;
            case PrefixVerb.Remove:
                RequireOrigin(Tree.TryRemove(word, out long removed), removed, s, step, "TryRemove");
                break;
            case PrefixVerb.Store:
                RequireOrigin(Tree.Store(word, step, out long old), old, s, step, "Store");
                break;
            case PrefixVerb.RemoveFamily:
                Require(Tree.RemovePrefix(word.AsSpan(0, s.Length)), s.Number, step, "RemovePrefix");
                break;
            default:
                Group(s, step);
                break;
        }
    }

    public void OfferSnapshot(long state)
    {
        Require(Tree.LongCount, _script.History.CountAt(state, dirty: false), state - 1, "Count after");
        if (_box.IsEmpty)
        {
            _box.Put(Tree.Snapshot(), state);
            SnapshotsTaken++;
        }
    }

    public void CheckRound(long state)
    {
        PrefixTreeSnapshot<long> snapshot = Tree.Snapshot();
        _checker.CheckWhole("at the end of a round", 0, dirty: false, _checker.Ranked(Tree.EnumeratePrefix(ReadOnlySpan<byte>.Empty)), Tree.LongCount, state, _log);
        _checker.CheckWhole("in a snapshot at the end of a round", 0, dirty: false, _checker.Ranked(snapshot.EnumeratePrefix(ReadOnlySpan<byte>.Empty)), snapshot.LongCount, state, _log);
    }

    public IWorkloadReader CreateReader(ReaderTally tally, ulong seed) => new PrefixWorkloadReader(this, _checker, _box, _clock, _log, tally, seed);

    public void Dispose() => Domain.Dispose();

    /// <summary>Changes a family in a batch: readers see all of that at once, or, where it is discarded, nothing.</summary>
    private void Group(in PrefixStep s, long step)
    {
        using PrefixTree<long>.Batch batch = Tree.BeginBatch();
        long number = 0;
        if (s.Verb != PrefixVerb.AddFamily)
        {
            number = batch.RemovePrefix(_script.Words[s.First].AsSpan(0, s.Length));
        }

        if (s.Verb != PrefixVerb.Discard)
        {
            for (int rank = s.First; rank <= s.Last; rank += s.Verb == PrefixVerb.RenewFamily ? 2 : 1)
            {
                bool added = batch.TryAdd(_script.Words[rank], step);
                if (s.Verb == PrefixVerb.RenewFamily)
                {
                    Require(added, true, step, "TryAdd in a batch");
                }
                else
                {
                    number += added ? 1 : 0;
                }
            }

            batch.Commit();
        }

        Require(number, s.Number, step, "batch");
    }

    /// <summary>What a step removes or replaces must be what the step that it names put there, in this lap.</summary>
    private void RequireOrigin(bool done, long value, in PrefixStep s, long step, string what)
    {
        long origin = step - (step % _script.Length) + s.Origin;
        if (!done || value != origin)
        {
            _log.Report(new Mismatch(what, _checker.Show(origin), done ? _checker.Show(value) : "nothing", _script.Describe(step)));
        }
    }

    private void Require<T>(T seen, T expected, long step, string what)
        where T : struct, IEquatable<T>
    {
        if (!seen.Equals(expected))
        {
            _log.Report(new Mismatch(what, $"{expected}", $"{seen}", _script.Describe(step)));
        }
    }
}
