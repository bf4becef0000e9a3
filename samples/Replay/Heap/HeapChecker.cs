using System.Globalization;

namespace Concurrent.Replay;

/// <summary>
/// Decides whether an answer of the map can be right, given the states that the read may have seen. Exact, and not a matter of
/// timing: a reader that is preempted for a second only gets a wider window. A check that passes allocates nothing.
/// </summary>
internal sealed class HeapChecker(BlockHistory history)
{
    /// <summary>
    /// A floor lookup is linearizable: there must be one state in the window in which exactly this block, or none, is the nearest at or
    /// below the address. In particular a found block was live at some moment of the read, and no block that holds the address was
    /// live all through a read that did not find it.
    /// </summary>
    /// <param name="address">The address that was looked up.</param>
    /// <param name="floorIndex">Its <see cref="BlockHistory.FloorIndex"/>.</param>
    /// <param name="found">What the map answered.</param>
    /// <param name="key">The key that it found.</param>
    /// <param name="block">The value that it found.</param>
    /// <param name="window">The states that the read may have seen.</param>
    public Mismatch? CheckFloor(ulong address, int floorIndex, bool found, ulong key, Block block, StateWindow window)
    {
        int above = 0;
        long state = window.First;
        long last = window.Last;
        if (found)
        {
            if (key > address)
            {
                return Floor(address, window, "a block at or below the address", Show(key, block));
            }

            if (!history.TryGetLifetime(key, block, out int index, out Lifetime lifetime))
            {
                return Floor(address, window, "a block as it was recorded", Show(key, block));
            }

            if (!lifetime.Meets(window))
            {
                return Floor(address, window, "a block that was live at some moment of the read", Show(key, block, lifetime));
            }

            above = index + 1;
            state = long.Max(state, lifetime.First);
            last = long.Min(last, lifetime.End - 1);
        }

        // From here on the block was live from `state` to `last`. The answer is wrong only if a nearer block was live in every one of
        // these states; so walk from state to state over the lives of those that are in the way.
        int nearer;
        long reached = state;
        while ((nearer = history.LastLive(above, floorIndex, reached)) >= 0)
        {
            Lifetime life = history.LifetimeAt(nearer, reached);
            if (life.End > last)
            {
                string expected = "nearer: " + Show(history.Key(nearer), history.BlockAt(nearer, reached), life);
                return Floor(address, window, expected, found ? Show(key, block) : "nothing");
            }

            reached = life.End;
        }

        return null;
    }

    /// <summary>
    /// A scan is not atomic: it must be in order and within its range, each block that it saw was live at some moment of it, and each
    /// block that was live all through it was seen.
    /// </summary>
    public Mismatch? CheckScan(in ScanRequest request, ScanBuffer seen, StateWindow window)
    {
        for (int i = 0; i < seen.Count; i++)
        {
            ulong key = seen.Key(i);
            Block block = seen.Block(i);
            if (i > 0 && (request.Descending ? key >= seen.Key(i - 1) : key <= seen.Key(i - 1)))
            {
                return Scan(request, window, $"a key {(request.Descending ? "below" : "above")} {seen.Key(i - 1):x}", Show(key, block));
            }

            if (!request.Contains(key))
            {
                return Scan(request, window, "keys within the range only", Show(key, block));
            }

            if (!history.TryGetLifetime(key, block, out _, out Lifetime lifetime))
            {
                return Scan(request, window, "blocks as they were recorded", Show(key, block));
            }

            if (!lifetime.Meets(window))
            {
                return Scan(request, window, "blocks that were live at some moment of the scan", Show(key, block, lifetime));
            }
        }

        return FindMissed(request, seen, window);
    }

    /// <summary>The states of a window in words: the last operation that surely was applied, and the last that may have been.</summary>
    public string Describe(StateWindow window) => window.First == window.Last
        ? "after " + DescribeState(window.First)
        : $"from {DescribeState(window.First)} to {DescribeState(window.Last)}";

    /// <summary>A block in words.</summary>
    public string Show(ulong key, Block block) =>
        string.Create(CultureInfo.InvariantCulture, $"{key:x} size {block.Size} of {DescribeStep(block.Step)}");

    private Mismatch? FindMissed(in ScanRequest request, ScanBuffer seen, StateWindow window)
    {
        int low = history.FloorIndex(request.Lower);
        if (low < 0 || !request.Contains(history.Key(low)))
        {
            low++;
        }

        int high = history.FloorIndex(request.Upper);
        if (high >= 0 && history.Key(high) == request.Upper && !request.UpperInclusive)
        {
            high--;
        }

        int matched = 0;
        for (int i = low; (i = history.FirstLive(i, high, window.First)) >= 0; i++)
        {
            Lifetime lifetime = history.LifetimeAt(i, window.First);
            if (lifetime.End <= window.Last)
            {
                continue;
            }

            ulong key = history.Key(i);
            while (matched < seen.Count && Ascending(request, seen, matched) < key)
            {
                matched++;
            }

            if (matched == seen.Count || Ascending(request, seen, matched) != key)
            {
                return Scan(request, window, Show(key, history.BlockAt(i, window.First), lifetime), $"{seen.Count} blocks without it");
            }
        }

        return null;
    }

    private static ulong Ascending(in ScanRequest request, ScanBuffer seen, int position) =>
        seen.Key(request.Descending ? seen.Count - 1 - position : position);

    private Mismatch Floor(ulong address, StateWindow window, string expected, string seen) =>
        new($"floor of {address:x}", expected, seen, Describe(window));

    private Mismatch Scan(in ScanRequest request, StateWindow window, string expected, string seen) =>
        new($"scan of {request}", expected, seen, Describe(window));

    private string Show(ulong key, Block block, Lifetime lifetime) =>
        $"{Show(key, block)}, live until {DescribeStep(lifetime.End - 1)}";

    private string DescribeState(long state) => state == 0 ? "the start" : DescribeStep(state - 1);

    private string DescribeStep(long step) => step < 0 ? $"no operation ({step})" : history.Script.Describe(step);
}
