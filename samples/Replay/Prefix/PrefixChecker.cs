using System;
using System.Collections.Generic;
using System.Text;

namespace Concurrent.Replay;

/// <summary>Decides whether an answer of the prefix tree can be right, given the states that the read may have seen. There is one map, and indices are ranks of words.</summary>
internal sealed class PrefixChecker(PrefixScript script) : EntryChecker
{
    /// <summary>Stands for a key that is no word.</summary>
    public const ulong NoWord = ulong.MaxValue;

    private readonly WordList _words = script.Words;
    private readonly EntryHistory _history = script.History;

    /// <summary>A look-up of something that is no word finds nothing.</summary>
    public Mismatch? CheckMiss(ReadOnlySpan<byte> key, bool found, long value, StateWindow window) =>
        found ? new Mismatch($"look-up of '{Encoding.UTF8.GetString(key)}', which is no word", "nothing", Show(value), Describe(window)) : null;

    /// <summary>The longest prefix is linearizable: in one state of the read what was found was there, and nothing longer.</summary>
    public Mismatch? CheckLongest(ReadOnlySpan<byte> key, bool found, int length, long value, StateWindow window)
    {
        int longest = _words.LongestOf(key);
        int match = -1;
        long first = window.First;
        long last = window.Last;
        if (found)
        {
            match = length <= key.Length ? _words.RankOf(key[..length]) : -1;
            if (match < 0 || !_history.TryGetLife(match, value, out StateWindow life, out _))
            {
                return Wrong(key, longest, window, "a word and the step that stored it", $"{length} bytes: {Show(value)}");
            }

            (first, last) = (long.Max(first, life.First), long.Min(last, life.Last));
        }

        while (first <= last)
        {
            long free = first;
            for (int rank = longest; rank != match; rank = _words.Parent(rank))
            {
                free = long.Max(free, _history.LastOfLife(rank, free) + 1);
            }

            if (free == first)
            {
                return null;
            }

            first = free;
        }

        return Wrong(key, longest, window, "what was at some moment of it the longest one", found ? $"'{_words.Text(match)}': {Show(value)}" : "nothing");
    }

    /// <summary>A count counts what was there throughout, and nothing that never was.</summary>
    public Mismatch? CheckCount(int first, int last, long count, StateWindow window)
    {
        long least = 0;
        long most = 0;
        for (int rank = first; rank <= last; rank++)
        {
            least += _history.HadThroughout(rank, dirty: false, window) ? 1 : 0;
            most += _history.Was(rank, dirty: false, window) ? 1 : 0;
        }

        return least <= count && count <= most ? null : new Mismatch($"count from '{_words.Text(first)}' to '{_words.Text(last)}'", $"{least} to {most}", $"{count}", Describe(window));
    }

    /// <summary>A walk over the prefixes of a key goes from the shortest to the longest; each was there at some moment, and none is missing that was there throughout.</summary>
    public Mismatch? CheckPrefixesOf(ReadOnlySpan<byte> key, List<KeyValuePair<ulong, long>> seen, StateWindow window)
    {
        int next = seen.Count - 1;
        int longest = _words.LongestOf(key);
        for (int rank = longest; rank >= 0; rank = _words.Parent(rank))
        {
            if (next >= 0 && seen[next].Key == (ulong)rank)
            {
                if (!HadAt(0, (ulong)rank, seen[next--].Value, window))
                {
                    return Wrong(key, longest, window, $"'{_words.Text(rank)}' as it was at some moment", Show(seen[next + 1].Value));
                }
            }
            else if (_history.HadThroughout(rank, dirty: false, window))
            {
                return Wrong(key, longest, window, $"'{_words.Text(rank)}', which was there all the time", "not that");
            }
        }

        return next < 0 ? null : Wrong(key, longest, window, "prefixes of it, from the shortest to the longest", $"{ShowIndex(seen[next].Key)}: {Show(seen[next].Value)}");
    }

    /// <summary>Puts ranks in the place of keys.</summary>
    public List<KeyValuePair<ulong, long>> Ranked(IEnumerable<PrefixEntry<long>> entries)
    {
        var ranked = new List<KeyValuePair<ulong, long>>(_words.Count);
        foreach (PrefixEntry<long> entry in entries)
        {
            Append(ranked, entry);
        }

        return ranked;
    }

    /// <summary>Appends an entry with the rank in the place of its key.</summary>
    public void Append(List<KeyValuePair<ulong, long>> ranked, PrefixEntry<long> entry)
    {
        int next = ranked.Count > 0 && ranked[^1].Key != NoWord ? (int)ranked[^1].Key + 1 : 0;
        int rank = _words.RankOf(entry.Key.Span, next);
        ranked.Add(new KeyValuePair<ulong, long>(rank < 0 ? NoWord : (ulong)rank, entry.Value));
    }

    protected override EntryHistory HistoryOf(int map) => _history;

    protected override string NameOf(int map) => "the words";

    protected override string ShowIndex(ulong index) => index < (ulong)_words.Count ? $"'{_words.Text((int)index)}'" : "no word";

    protected override string DescribeStep(long step) => script.Describe(step);

    protected override bool HadAt(int map, ulong first, long value, StateWindow window) => _history.Had(first, first, value, window);

    private Mismatch Wrong(ReadOnlySpan<byte> key, int longest, StateWindow window, string expected, string seen) =>
        new($"prefixes of '{Encoding.UTF8.GetString(key)}', the longest of which is {(longest < 0 ? "no word" : $"'{_words.Text(longest)}'")}", expected, seen, Describe(window));
}
