using System.Collections.Generic;
using System.Globalization;

namespace Concurrent.Replay;

/// <summary>
/// Decides whether an answer of one of the two maps can be right, given the states that the read may have seen. Exact, and not a matter
/// of timing: a reader that is preempted only gets a wider window. A check that passes allocates nothing.
/// </summary>
internal sealed class MapleChecker(MapleScript script)
{
    /// <summary>A look-up is linearizable: the map must have had exactly this mapping or gap, from end to end, at some moment of the read.</summary>
    public Mismatch? CheckSpace(string what, ulong address, in RangeEntry<ulong, ulong> range, StateWindow window) =>
        range.First <= address && address <= range.Last && HadMapping(range, window) ? null
            : new Mismatch($"{what} {address:x}", "what was there at some moment of the read", Show(range), Describe(window));

    /// <inheritdoc cref="CheckSpace"/>
    public Mismatch? CheckRoute(string what, uint address, in RangeEntry<uint, ushort> range, StateWindow window) =>
        range.First <= address && address <= range.Last && script.Table.Had(range.First, range.Last, range.Value, range.HasValue, window) ? null
            : new Mismatch($"{what} {address}", "what was there at some moment of the read", Show(range), Describe(window));

    /// <summary>
    /// A walk that reports gaps too covers its window without a hole or an overlap, and each piece of it was there at some moment of the
    /// walk. So what was there throughout was reported: nothing else can have stood in its place.
    /// </summary>
    public Mismatch? CheckScan(in MapleScan scan, List<RangeEntry<ulong, ulong>> seen, StateWindow window)
    {
        ulong next = scan.Descending ? scan.Last : scan.First;
        bool complete = false;
        for (int i = 0; i < seen.Count; i++)
        {
            RangeEntry<ulong, ulong> range = seen[i];
            bool joins = i == 0 ? range.First <= next && next <= range.Last : scan.Descending ? range.Last == next : range.First == next;
            if (complete || !joins)
            {
                return new Mismatch($"scan of {scan}", complete ? "no more" : $"a range that goes on at {next:x}", Show(range), Describe(window));
            }

            if (!HadMapping(range, window))
            {
                return new Mismatch($"scan of {scan}", "what was there at some moment of it", Show(range), Describe(window));
            }

            complete = scan.Descending ? range.First <= scan.First : range.Last >= scan.Last;
            next = scan.Descending ? range.First - 1 : range.Last + 1;
        }

        return complete ? null : new Mismatch($"scan of {scan}", $"a range that goes on at {next:x}", $"the end after {seen.Count} ranges", Describe(window));
    }

    /// <summary>The states of a window in words.</summary>
    public string Describe(StateWindow window) => window.First == window.Last
        ? "after " + DescribeState(window.First)
        : $"from {DescribeState(window.First)} to {DescribeState(window.Last)}";

    /// <summary>A mapping or gap in words.</summary>
    public string Show(in RangeEntry<ulong, ulong> range) => range.HasValue
        ? string.Create(CultureInfo.InvariantCulture, $"{range.First:x} {range.Last:x} {Mapping.Show(Mapping.KindOf(range.Value))} of {script.Describe(Mapping.StepOf(range.Value))}")
        : string.Create(CultureInfo.InvariantCulture, $"{range.First:x} {range.Last:x} empty");

    /// <summary>A route or gap in words.</summary>
    public static string Show(in RangeEntry<uint, ushort> range) => range.HasValue
        ? string.Create(CultureInfo.InvariantCulture, $"{range.First} {range.Last} {(char)(range.Value >> 8)}{(char)(range.Value & 0xff)}")
        : string.Create(CultureInfo.InvariantCulture, $"{range.First} {range.Last} empty");

    /// <summary>Mappings name the step that made them, so only the lap of that step is asked.</summary>
    public bool HadMapping(in RangeEntry<ulong, ulong> range, StateWindow window)
    {
        if (!range.HasValue)
        {
            return script.Space.Had(range.First, range.Last, 0, hasValue: false, window);
        }

        long step = Mapping.StepOf(range.Value);
        long lap = step / script.Length;
        ulong inLap = Mapping.Of(Mapping.KindOf(range.Value), step - (lap * script.Length));
        return script.Space.HadInLap(range.First, range.Last, inLap, hasValue: true, window, lap);
    }

    private string DescribeState(long state) => state == 0 ? "the start" : script.Describe(state - 1);
}
