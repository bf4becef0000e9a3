using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Replay;

/// <summary>What the writer does, over and over: a lap of two rounds, each of which ends with all words in the tree.</summary>
/// <remarks>
/// Step 0 loads the list. The first round removes words and adds them again, one by one and by families, some of these in batches. Then all words are removed one by one, and added again; the second
/// round goes on with single words only. The order is random, but the same in every run. Steps count on across laps, so a step number names one moment of the whole run.
/// </remarks>
internal sealed class PrefixScript
{
    private const int FewestChanges = 400;
    private const int StepsBetweenFamilies = 32;
    private const int LargestFamily = 256;

    private readonly List<PrefixStep> _steps = [];
    private RandomSource _random = new(1);

    private PrefixScript(WordList words)
    {
        Words = words;
        Load();
        Change(families: true);
        AddMissing();
        FirstRoundEnd = _steps.Count - 1;
        RemoveAll();
        EmptyingEnd = _steps.Count - 1;
        AddMissing();
        Change(families: false);
        AddMissing();
        History.EndLap(_steps.Count);
    }

    public WordList Words { get; }

    /// <summary>Which words are there in each state: the index of a word is its rank.</summary>
    public EntryHistory History { get; } = new();

    /// <summary>How many steps the first round has after the load.</summary>
    public int Operations => FirstRoundEnd;

    public int FirstRoundEnd { get; }

    public int EmptyingEnd { get; }

    public int Length => _steps.Count;

    public PrefixStep this[int step] => _steps[step];

    public static PrefixScript Build(WordList words) => new(words);

    /// <summary>Whether all words are there after this step.</summary>
    public bool EndsRound(int step) => step == FirstRoundEnd || step == Length - 1;

    /// <summary>Says what a step of the run does.</summary>
    public string Describe(long step)
    {
        int inLap = (int)(step % Length);
        PrefixStep s = _steps[inLap];
        string what = s.Verb == PrefixVerb.Load ? "the load"
            : s.First == s.Last ? $"{s.Verb} '{Words.Text(s.First)}'"
            : $"{s.Verb} '{Words.Text(s.First)}' to '{Words.Text(s.Last)}'";
        return $"step {inLap} of round {(step / Length * 2) + (inLap > FirstRoundEnd ? 2 : 1)}, {what}";
    }

    private void Load()
    {
        for (int rank = 0; rank < Words.Count; rank++)
        {
            History.Add((ulong)rank, (ulong)rank, 0);
        }

        _steps.Add(new PrefixStep(PrefixVerb.Load, 0, Words.Count - 1, 0, Words.Count, 0));
    }

    private void Change(bool families)
    {
        for (int i = int.Max(Words.Count / 2, FewestChanges); i > 0; i--)
        {
            int rank = _random.Below(Words.Count);
            if (families && i % StepsBetweenFamilies == 0)
            {
                ChangeFamily(rank);
            }
            else if (!IsThere(rank, out int origin))
            {
                Add(rank);
            }
            else if (_random.Below(8) == 0)
            {
                History.Remove((ulong)rank, _steps.Count);
                History.Add((ulong)rank, (ulong)rank, _steps.Count);
                _steps.Add(new PrefixStep(PrefixVerb.Store, rank, rank, 0, 0, origin));
            }
            else
            {
                Remove(rank, origin);
            }
        }
    }

    private void ChangeFamily(int rank)
    {
        byte[] word = Words[rank];
        int length = int.Min(2 + _random.Below(4), word.Length);
        (int first, int last) = Words.Family(word.AsSpan(0, length));
        while (last - first >= LargestFamily && length < word.Length)
        {
            (first, last) = Words.Family(word.AsSpan(0, ++length));
        }

        int there = 0;
        for (int i = first; i <= last; i++)
        {
            there += IsThere(i, out _) ? 1 : 0;
        }

        PrefixVerb verb = there == 0 ? PrefixVerb.AddFamily : (PrefixVerb)((int)PrefixVerb.RemoveFamily + _random.Below(4));
        for (int i = first; i <= last; i++)
        {
            bool isThere = IsThere(i, out _);
            if (isThere && verb is (PrefixVerb.RemoveFamily or PrefixVerb.RenewFamily))
            {
                History.Remove((ulong)i, _steps.Count);
            }

            if ((!isThere && verb == PrefixVerb.AddFamily) || (verb == PrefixVerb.RenewFamily && (i - first) % 2 == 0))
            {
                History.Add((ulong)i, (ulong)i, _steps.Count);
            }
        }

        _steps.Add(new PrefixStep(verb, first, last, length, verb == PrefixVerb.AddFamily ? last - first + 1 - there : there, 0));
    }

    private void AddMissing()
    {
        foreach (int rank in Shuffled(there: false))
        {
            Add(rank);
        }
    }

    private void RemoveAll()
    {
        foreach (int rank in Shuffled(there: true))
        {
            IsThere(rank, out int origin);
            Remove(rank, origin);
        }
    }

    private void Add(int rank)
    {
        History.Add((ulong)rank, (ulong)rank, _steps.Count);
        _steps.Add(new PrefixStep(PrefixVerb.Add, rank, rank, 0, 0, 0));
    }

    private void Remove(int rank, int origin)
    {
        History.Remove((ulong)rank, _steps.Count);
        _steps.Add(new PrefixStep(PrefixVerb.Remove, rank, rank, 0, 0, origin));
    }

    private bool IsThere(int rank, out int origin) => History.TryGet((ulong)rank, out _, out origin, out _);

    private int[] Shuffled(bool there)
    {
        int[] ranks = [.. Enumerable.Range(0, Words.Count).Where(rank => IsThere(rank, out _) == there)];
        for (int i = ranks.Length - 1; i > 0; i--)
        {
            int other = _random.Below(i + 1);
            (ranks[i], ranks[other]) = (ranks[other], ranks[i]);
        }

        return ranks;
    }
}
