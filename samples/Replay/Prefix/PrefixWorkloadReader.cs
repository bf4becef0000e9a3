using System;
using System.Collections.Generic;
using System.Text;

namespace Concurrent.Replay;

/// <summary>One reader of the prefix workload: is this a word, what is the longest one that this begins with, now and then a walk or a count, and any snapshot that waits to be verified.</summary>
/// <remarks>Only the walks allocate: the prefix that a view keeps.</remarks>
internal sealed class PrefixWorkloadReader(
    PrefixWorkload workload, PrefixChecker checker, SnapshotBox<PrefixTreeSnapshot<long>> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed)
    : WorkloadReader<PrefixTreeSnapshot<long>>(box, clock, log, tally, seed)
{
    private const int LongestScan = 256;
    private const int LongestTail = 6;
    private const int Many = 16;

    private readonly PrefixScript _script = workload.Script;
    private readonly WordList _words = workload.Script.Words;
    private readonly PrefixTree<long> _tree = workload.Tree;
    private readonly List<KeyValuePair<ulong, long>> _seen = new(LongestScan);
    private readonly byte[] _key = new byte[workload.Script.Words.Longest + LongestTail];
    private readonly char[] _text = new char[workload.Script.Words.Longest + LongestTail];
    private readonly int[] _ranks = new int[Many];
    private readonly ReadOnlyMemory<byte>[] _keys = new ReadOnlyMemory<byte>[Many];
    private readonly long[] _values = new long[Many];
    private readonly bool[] _found = new bool[Many];

    protected override void Lookup()
    {
        int rank = PickWord();
        ReadStart start;
        long value;
        bool found;
        switch (Random.Below(8))
        {
            case 0:
                string text = _words.Text(rank);
                start = BeginRead();
                found = _tree.TryGetValue(text, out value);
                Report(checker.CheckLookup(0, rank, found, value, EndLookup(start)));
                break;
            case 1:
                ReadOnlySpan<byte> near = PickKey(rank);
                start = BeginRead();
                found = _tree.TryGetValue(near, out value);
                StateWindow window = EndLookup(start);
                int other = _words.RankOf(near);
                Report(other < 0 ? checker.CheckMiss(near, found, value, window) : checker.CheckLookup(0, other, found, value, window));
                break;
            case 2 or 3 or 4:
                Longest(rank);
                break;
            default:
                byte[] word = _words[rank];
                start = BeginRead();
                found = _tree.TryGetValue(word, out value);
                Report(checker.CheckLookup(0, rank, found, value, EndLookup(start)));
                break;
        }
    }

    protected override void Scan()
    {
        switch (Random.Below(4))
        {
            case 0:
                Count();
                break;
            case 1:
                WalkPrefixes();
                break;
            case 2:
                LookupMany();
                break;
            default:
                Walk();
                break;
        }
    }

    protected override void Verify(PrefixTreeSnapshot<long> snapshot, long state)
    {
        checker.CheckWhole("in a snapshot", 0, dirty: false, checker.Ranked(snapshot.EnumeratePrefix(ReadOnlySpan<byte>.Empty)), snapshot.LongCount, state, Log);
        var window = new StateWindow(state, state);
        for (int i = 0; i < LookupsPerSnapshot; i++)
        {
            int rank = PickWord();
            bool found = snapshot.TryGetValue(_words[rank], out long value);
            Report(checker.CheckLookup(0, rank, found, value, window));
            ReadOnlySpan<byte> key = PickKey(rank);
            found = snapshot.TryGetLongestPrefix(key, out int length, out value);
            Report(checker.CheckLongest(key, found, length, value, window));
            (int first, int last, int common) = PickFamily();
            Report(checker.CheckCount(first, last, snapshot.CountPrefix(_words[first].AsSpan(0, common)), window));
        }
    }

    private void Longest(int rank)
    {
        ReadOnlySpan<byte> key = PickKey(rank);
        if (Random.Below(4) != 0 || !TryGetText(key, out ReadOnlySpan<char> text))
        {
            ReadStart start = BeginRead();
            bool found = _tree.TryGetLongestPrefix(key, out int length, out long value);
            Report(checker.CheckLongest(key, found, length, value, EndLookup(start)));
        }
        else
        {
            ReadStart start = BeginRead();
            bool found = _tree.TryGetLongestPrefix(text, out int chars, out long value);
            Report(checker.CheckLongest(key, found, Encoding.UTF8.GetByteCount(text[..chars]), value, EndLookup(start)));
        }
    }

    private void Count()
    {
        (int first, int last, int length) = PickFamily();
        ReadStart start = BeginRead();
        long count = _tree.CountPrefix(_words[first].AsSpan(0, length));
        Report(checker.CheckCount(first, last, count, EndScan(start)));
    }

    private void WalkPrefixes()
    {
        ReadOnlySpan<byte> key = PickKey(PickWord());
        _seen.Clear();
        ReadStart start = BeginRead();
        foreach (PrefixEntry<long> entry in _tree.EnumeratePrefixesOf(key))
        {
            checker.Append(_seen, entry);
        }

        Report(checker.CheckPrefixesOf(key, _seen, EndScan(start)));
    }

    private void LookupMany()
    {
        for (int i = 0; i < Many; i++)
        {
            _ranks[i] = PickWord();
            _keys[i] = _words[_ranks[i]];
        }

        ReadStart start = BeginRead();
        int all = _tree.GetMany(_keys, _values, _found);
        StateWindow window = EndScan(start);
        for (int i = 0; i < Many; i++)
        {
            Report(checker.CheckLookup(0, _ranks[i], _found[i], _values[i], window));
        }

        int marked = _found.AsSpan().Count(true);
        if (all != marked)
        {
            Report(new Mismatch("GetMany", $"{marked}, as marked", $"{all}", checker.Describe(window)));
        }
    }

    private void Walk()
    {
        (int first, int last, int length) = PickFamily();
        bool descending = Random.Below(2) == 0;
        int room = 1 + Random.Below(LongestScan);
        _seen.Clear();
        ReadStart start = BeginRead();
        PrefixView<long> view = _tree.EnumeratePrefix(_words[first].AsSpan(0, length));
        foreach (PrefixEntry<long> entry in descending ? view.Descending() : view)
        {
            checker.Append(_seen, entry);
            if (--room == 0)
            {
                break;
            }
        }

        StateWindow window = EndScan(start);
        ulong reached = room == 0 ? _seen[^1].Key : descending ? (ulong)first : (ulong)last;
        if (descending)
        {
            _seen.Reverse();
        }

        // Broken off: what was asked for is then only what was reached.
        Report(checker.CheckScan(0, dirty: false, descending ? reached : (ulong)first, descending ? (ulong)last : reached, _seen, window));
    }

    /// <summary>A word: often one that the writer is about to change or has just changed.</summary>
    private int PickWord()
    {
        PrefixStep near = _script[PickStep(_script.Length)];
        return near.Verb == PrefixVerb.Load || Random.Below(4) == 0 ? Random.Below(_words.Count) : near.First + Random.Below(near.Last - near.First + 1);
    }

    /// <summary>Something that begins with a word, or with its beginning.</summary>
    private ReadOnlySpan<byte> PickKey(int rank)
    {
        byte[] word = _words[rank];
        int length = Random.Below(8) == 0 ? Random.Below(word.Length + 1) : word.Length;
        word.AsSpan(0, length).CopyTo(_key);
        for (int tail = Random.Below(LongestTail); tail > 0; tail--)
        {
            _key[length++] = (byte)"'aeinrst"[Random.Below(8)];
        }

        return _key.AsSpan(0, length);
    }

    /// <summary>Words that begin alike, and in how many bytes: as the writer takes them, or from one byte on.</summary>
    private (int First, int Last, int Length) PickFamily()
    {
        PrefixStep near = _script[PickStep(_script.Length)];
        if (near.Length > 0 && near.Verb != PrefixVerb.Load)
        {
            return (near.First, near.Last, near.Length);
        }

        byte[] word = _words[PickWord()];
        int length = int.Min(word.Length, Random.Below(32) == 0 ? 1 : 2 + Random.Below(4));
        (int first, int last) = _words.Family(word.AsSpan(0, length));
        return (first, last, length);
    }

    /// <summary>The key as a text, unless it ends within a character.</summary>
    private bool TryGetText(ReadOnlySpan<byte> key, out ReadOnlySpan<char> text)
    {
        bool valid = System.Text.Unicode.Utf8.IsValid(key);
        text = valid ? _text.AsSpan(0, Encoding.UTF8.GetChars(key, _text)) : default;
        return valid;
    }
}
