using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>
/// Decides whether an answer of one of the maps can be right, given the states that the read may have seen. Exact, and not a matter of timing: a reader
/// that is preempted only gets a wider window. A check that passes allocates nothing.
/// </summary>
internal sealed class RadixChecker(RadixScript script)
{
    /// <summary>A look-up is linearizable: what it found was there at some moment of the read, and something that was there throughout is found.</summary>
    /// <param name="file">Which map.</param>
    /// <param name="at">Which of its entries was asked for.</param>
    /// <param name="found">Whether anything was found.</param>
    /// <param name="value">What was found: the step that stored it.</param>
    /// <param name="window">The states that the read may have seen.</param>
    public Mismatch? CheckLookup(int file, int at, bool found, long value, StateWindow window)
    {
        EntryHistory map = script.Map(file);
        ulong first = map.Firsts[at];
        if (found)
        {
            return HadAt(file, first, value, window) ? null : new Mismatch($"look-up of {first} in {script.Name(file)}", "what was there at some moment of it", Show(value), Describe(window));
        }

        return map.HadThroughout(at, dirty: false, window)
            ? new Mismatch($"look-up of {first} in {script.Name(file)}", "what was there all the time", "nothing", Describe(window))
            : null;
    }

    /// <summary>
    /// A walk ascends; each entry of it was there, and dirty where that was asked for, at some moment; and it misses nothing that was so throughout, between its ends.
    /// </summary>
    /// <param name="file">Which map.</param>
    /// <param name="dirty">Whether only dirty entries were asked for.</param>
    /// <param name="first">Where the walk began.</param>
    /// <param name="last">How far it came.</param>
    /// <param name="seen">What it reported.</param>
    /// <param name="window">The states that it may have seen.</param>
    public Mismatch? CheckScan(int file, bool dirty, ulong first, ulong last, List<KeyValuePair<ulong, long>> seen, StateWindow window)
    {
        EntryHistory map = script.Map(file);
        int next = 0;
        int at = LowerBound(map.Firsts, first);
        for (; at < map.Firsts.Length && map.Firsts[at] <= last; at++)
        {
            ulong index = map.Firsts[at];
            if (next < seen.Count && seen[next].Key < index)
            {
                break; // at an index where nothing ever is
            }

            if (next < seen.Count && seen[next].Key == index)
            {
                long value = seen[next++].Value;
                if (!HadAt(file, index, value, window) || (dirty && !map.WasDirty(index, window)))
                {
                    return Wrong($"an entry that was {(dirty ? "dirty" : "there")} at some moment of it", $"{index}: {Show(value)}");
                }
            }
            else if (map.HadThroughout(at, dirty, window))
            {
                return Wrong($"{index}, which was {(dirty ? "dirty" : "there")} all the time", "not that");
            }
        }

        return next == seen.Count ? null : Wrong("ascending indices of entries", $"{seen[next].Key}: {Show(seen[next].Value)}");

        Mismatch Wrong(string expected, string found) =>
            new($"scan for {(dirty ? "dirty" : "all")} entries of {script.Name(file)} from {first} to {last}", expected, found, Describe(window));
    }

    /// <summary>The states of a window in words.</summary>
    public string Describe(StateWindow window) => window.First == window.Last
        ? "after " + DescribeState(window.First)
        : $"from {DescribeState(window.First)} to {DescribeState(window.Last)}";

    /// <summary>A value in words.</summary>
    public string Show(long value) => value < 0 ? $"{value}" : $"what {script.Describe(value)} stored";

    private static int LowerBound(ReadOnlySpan<ulong> firsts, ulong first)
    {
        int at = firsts.BinarySearch(first);
        return at < 0 ? ~at : at;
    }

    /// <summary>Whether the entry that a value names begins at this index, and was there; a value over several indices is found at each, and asked for by its first.</summary>
    private bool HadAt(int file, ulong first, long value, StateWindow window)
    {
        if (value < 0)
        {
            return false;
        }

        RadixStep origin = script[(int)(value % script.Length)];
        return origin.Verb is RadixVerb.Take or RadixVerb.Allocate or RadixVerb.Enter && origin.File == file
            && origin.First <= first && first <= origin.Last && script.Map(file).Had(origin.First, origin.Last, value, window);
    }

    private string DescribeState(long state) => state == 0 ? "the start" : script.Describe(state - 1);
}
