namespace Stress.Trees;

/// <summary>One reader's view of some neighbouring keys of a <see cref="StateBoard"/> during one call: begun before it, ended after it, and then asked what may have been seen.</summary>
internal sealed class StateWatch(StateBoard board)
{
    private readonly long[] before = new long[board.Size];
    private readonly long[] after = new long[board.Size];

    internal int First { get; private set; }

    internal int Last { get; private set; }

    /// <summary>Before the call: notes the keys from <paramref name="first"/> to <paramref name="last"/>.</summary>
    internal void Begin(int first, int last)
    {
        First = first;
        Last = last;
        for (int i = first; i <= last; i++) before[i] = board.Finished(i);
    }

    /// <summary>After the call.</summary>
    internal void End()
    {
        for (int i = First; i <= Last; i++) after[i] = board.Started(i);
    }

    /// <summary>Says what is wrong with having found this version; null if it was there at some moment of the call.</summary>
    internal string? FindFaultInPresent(int index, long version)
    {
        long low = StateBoard.Number(before[index]), high = StateBoard.Number(after[index]);
        if (version < low || version > high) return $"key {index} had version {version}, which is none of {low} to {high}";
        if (version == low && !StateBoard.IsPresent(before[index])) return $"key {index} had version {version}, at which it was absent";
        if (version == high && !StateBoard.IsPresent(after[index])) return $"key {index} had version {version}, at which it was to be absent";
        return null;
    }

    /// <summary>Says what is wrong with not having found the key; null if it was absent at some moment of the call.</summary>
    internal string? FindFaultInAbsent(int index)
    {
        long low = StateBoard.Number(before[index]), high = StateBoard.Number(after[index]);
        bool wasAbsent = !StateBoard.IsPresent(before[index]) || !StateBoard.IsPresent(after[index]) || high - low > 1;
        return wasAbsent ? null : $"key {index} was not found, though it was present from version {low} to {high}, throughout";
    }

    /// <summary>Says what is wrong with having found the key, without a version; null if it was present at some moment of the call.</summary>
    internal string? FindFaultInSeen(int index)
    {
        long low = StateBoard.Number(before[index]), high = StateBoard.Number(after[index]);
        bool wasPresent = StateBoard.IsPresent(before[index]) || StateBoard.IsPresent(after[index]) || high - low > 1;
        return wasPresent ? null : $"key {index} was found, though it was absent from version {low} to {high}, throughout";
    }

    /// <summary>Says what is wrong with two reads of one key, one after the other; null if they may have been answered so. More than one change during both explains everything.</summary>
    internal string? FindFaultInTurn(int index, bool first, bool second)
    {
        bool from = StateBoard.IsPresent(before[index]), to = StateBoard.IsPresent(after[index]);
        long changes = StateBoard.Number(after[index]) - StateBoard.Number(before[index]);
        bool isRight = changes > 1 || (first == second ? first == from || first == to : first == from && second == to);
        return isRight ? null : $"key {index} was {(first ? "found" : "not found")}, and then {(second ? "found" : "not found")}, though it went from {(from ? "present" : "absent")} to {(to ? "present" : "absent")} at most";
    }
}
