using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>
/// Decides whether an answer of a map can be right, given the states that the read may have seen. Exact, and not a matter of timing: a reader
/// that is preempted only gets a wider window. A check that passes allocates nothing.
/// </summary>
internal abstract class EntryChecker
{
    /// <summary>A look-up is linearizable: what it found was there at some moment of the read, and something that was there throughout is found.</summary>
    /// <param name="map">Which map.</param>
    /// <param name="at">Which of its entries was asked for.</param>
    /// <param name="found">Whether anything was found.</param>
    /// <param name="value">What was found: the step that stored it.</param>
    /// <param name="window">The states that the read may have seen.</param>
    public Mismatch? CheckLookup(int map, int at, bool found, long value, StateWindow window)
    {
        EntryHistory history = HistoryOf(map);
        ulong first = history.Firsts[at];
        if (found)
        {
            return HadAt(map, first, value, window) ? null : Wrong("what was there at some moment of it", Show(value));
        }

        return history.HadThroughout(at, dirty: false, window) ? Wrong("what was there all the time", "nothing") : null;

        Mismatch Wrong(string expected, string seen) => new($"look-up of {ShowIndex(first)} in {NameOf(map)}", expected, seen, Describe(window));
    }

    /// <summary>
    /// A walk ascends; each entry of it was there, and dirty where that was asked for, at some moment; and it misses nothing that was so throughout, between its ends.
    /// </summary>
    /// <param name="map">Which map.</param>
    /// <param name="dirty">Whether only dirty entries were asked for.</param>
    /// <param name="first">Where the walk began.</param>
    /// <param name="last">How far it came.</param>
    /// <param name="seen">What it reported.</param>
    /// <param name="window">The states that it may have seen.</param>
    public Mismatch? CheckScan(int map, bool dirty, ulong first, ulong last, List<KeyValuePair<ulong, long>> seen, StateWindow window)
    {
        EntryHistory history = HistoryOf(map);
        int next = 0;
        int at = LowerBound(history.Firsts, first);
        for (; at < history.Firsts.Length && history.Firsts[at] <= last; at++)
        {
            ulong index = history.Firsts[at];
            if (next < seen.Count && seen[next].Key < index)
            {
                break; // at an index where nothing ever is
            }

            if (next < seen.Count && seen[next].Key == index)
            {
                long value = seen[next++].Value;
                if (!HadAt(map, index, value, window) || (dirty && !history.Was(at, dirty: true, window)))
                {
                    return Wrong($"an entry that was {(dirty ? "dirty" : "there")} at some moment of it", $"{ShowIndex(index)}: {Show(value)}");
                }
            }
            else if (history.HadThroughout(at, dirty, window))
            {
                return Wrong($"{ShowIndex(index)}, which was {(dirty ? "dirty" : "there")} all the time", "not that");
            }
        }

        return next == seen.Count ? null : Wrong("ascending indices of entries", $"{ShowIndex(seen[next].Key)}: {Show(seen[next].Value)}");

        Mismatch Wrong(string expected, string found) =>
            new($"scan for {(dirty ? "dirty" : "all")} entries of {NameOf(map)} from {ShowIndex(first)} to {ShowIndex(last)}", expected, found, Describe(window));
    }

    /// <summary>Compares all that a map held, and what it counted, with a state.</summary>
    public void CheckWhole(string when, int map, bool dirty, List<KeyValuePair<ulong, long>> all, long count, long state, MismatchLog log)
    {
        var window = new StateWindow(state, state);
        log.Report(CheckScan(map, dirty, 0, ulong.MaxValue, all, window));
        int expected = HistoryOf(map).CountAt(state, dirty);
        if (all.Count != expected || count != expected)
        {
            log.Report(new Mismatch($"{(dirty ? "dirty entries" : "entries")} of {NameOf(map)} {when}", $"{expected}", $"{all.Count}, and a count of {count}", Describe(window)));
        }
    }

    /// <summary>The states of a window in words.</summary>
    public string Describe(StateWindow window) => window.First == window.Last
        ? "after " + DescribeState(window.First)
        : $"from {DescribeState(window.First)} to {DescribeState(window.Last)}";

    /// <summary>A value in words.</summary>
    public string Show(long value) => value < 0 ? $"{value}" : $"what {DescribeStep(value)} stored";

    /// <summary>What a map holds in each state.</summary>
    protected abstract EntryHistory HistoryOf(int map);

    /// <summary>The name of a map.</summary>
    protected abstract string NameOf(int map);

    /// <summary>An index in words.</summary>
    protected virtual string ShowIndex(ulong index) => $"{index}";

    /// <summary>What a step does, in words.</summary>
    protected abstract string DescribeStep(long step);

    /// <summary>Whether this value was at this index at some moment.</summary>
    protected abstract bool HadAt(int map, ulong first, long value, StateWindow window);

    private static int LowerBound(ReadOnlySpan<ulong> firsts, ulong first)
    {
        int at = firsts.BinarySearch(first);
        return at < 0 ? ~at : at;
    }

    private string DescribeState(long state) => state == 0 ? "the start" : DescribeStep(state - 1);
}
