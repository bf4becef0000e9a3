using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Enumeration and cursors over ranges while the tree changes: nothing twice, no overlaps, whatever is there throughout is seen, and each step of a cursor is right for a moment of its own.</summary>
/// <remarks>
/// <code>
/// scenario                     mutants it is meant to catch
/// maple-scan-spanning          a spanning store in two publishing stores; node published before it is filled
/// maple-scan-split             the same
/// maple-scan-merge-descending  the same
/// maple-scan-emptied           walk that takes the end of an old path for an error
/// maple-scan-recycled          enumeration outside its section; recycled without grace period
/// maple-scan-resumed           enumeration resumed by key without cutting off what was passed
/// maple-cursor-split           step within a leaf that is the tree's no more
/// maple-cursor-crossing        step over a gap into the next leaf that believes both
/// maple-cursor-crossing-down   the same downwards
/// maple-cursor-recycled        cursor outside its section
/// maple-many-split             many look-ups outside their section
/// </code>
/// </remarks>
internal static class MapleReadingScenarios
{
    private const ulong Step = 10;

    /// <summary>One store spans several leaves in front of the walk and behind it.</summary>
    [Scenario("maple-scan-spanning")]
    public static void Spanning(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 9);
        world.Thread("writer", () => tree.StoreRange(25, 75, -1));
        world.Thread("walker", () => CheckScan(tree, descending: false, 10, 80, 90));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Ranges are cut in two, and leaves split.</summary>
    [Scenario("maple-scan-split")]
    public static void Split(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 6);
        world.Thread("writer", () =>
        {
            tree.StoreRange(53, 55, -1);
            tree.StoreRange(23, 25, -1);
        });
        world.Thread("walker", () => CheckScan(tree, descending: false, 10, 30, 40, 60));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Gaps and leaves grow together.</summary>
    [Scenario("maple-scan-merge-descending")]
    public static void MergeDescending(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 7);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(20, 29);
            tree.RemoveRange(60, 69);
            tree.RemoveRange(30, 39);
        });
        world.Thread("walker", () => CheckScan(tree, descending: true, 10, 40, 50, 70));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The writer empties the tree, and then one range is everything: the walk goes on correctly or ends.</summary>
    [Scenario("maple-scan-emptied")]
    public static void Emptied(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 6);
        world.Thread("writer", () =>
        {
            tree.Clear();
            tree.StoreRange(0, ulong.MaxValue, -1);
        });
        world.Thread("walker", () => CheckScan(tree, descending: false));
        world.Thread("cursor", () =>
        {
            using MapleCursor<ulong, long> cursor = tree.GetCursor();
            ulong next = 0;
            while (cursor.Find(ulong.MaxValue))
            {
                Check.That(cursor.First >= next, $"{cursor.First} came after {next}");
                if (cursor.Last == ulong.MaxValue) break;
                next = cursor.Last + 1;
            }
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers the whole walk: the leaves ahead of it are not recycled under it.</summary>
    [Scenario("maple-scan-recycled")]
    public static void Recycled(World world)
    {
        MapleTree<ulong, long> tree = Recycling(world, ranges: 6);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(20, 29);
            tree.RemoveRange(60, 69);
            tree.StoreRange(44, 46, -1);
        });
        world.Thread("walker", () => CheckScan(tree, descending: false, 10, 30, 50));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A walk is broken off and resumed by key; meanwhile a range has grown over what was reported.</summary>
    [Scenario("maple-scan-resumed")]
    public static void Resumed(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 6);
        world.Thread("writer", () => tree.StoreRange(15, 44, -1));
        world.Thread("walker", () =>
        {
            RangeWindow<ulong> rest = RangeWindow<ulong>.All(gaps: false, descending: false);
            ulong next = 0;
            bool more = true;
            int ends = 0;
            while (more)
            {
                using var ranges = new RangeEnumerator<ulong, long>(tree, rest, batchNumber: 0);
                if (!ranges.MoveNext()) break;
                RangeEntry<ulong, long> range = ranges.Current;
                Check.That(range.First >= next, $"{range} came after {next}");
                CheckValue(range);
                if (range.First >= 50) ends++;
                more = rest.TryGetRest(range, out rest);
                next = range.Last + 1;
            }

            Check.Equal(2, ends, "ranges that are in the tree throughout");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The leaf in which the cursor stands is copied around a new range. A step that begins after that finds it (P7).</summary>
    [Scenario("maple-cursor-split")]
    public static void CursorSplit(World world)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 5);
        var stored = new Flag();
        world.Thread("writer", () =>
        {
            tree.StoreRange(32, 34, -1);
            stored.Raise();
        });
        world.Thread("reader", () =>
        {
            using MapleCursor<ulong, long> cursor = tree.GetCursor();
            Check.That(cursor.Walk(25) && cursor.First == 20, "20 to 29 is in the tree throughout");
            bool before = stored.IsUp;
            Check.That(cursor.Next(ulong.MaxValue) && cursor.First == 30, "from 30 on something is there throughout");
            Check.That(cursor.Last == 31 || (cursor.Last == 39 && !before), $"P7: 30 to {cursor.Last}, with 32 stored: {before}");
            before = stored.IsUp;
            Check.That(cursor.Walk(45) && cursor.Previous(0), "there are ranges below 40 throughout");
            Check.That((cursor.First, cursor.Last) == (35, 39) || ((cursor.First, cursor.Last) == (30, 39) && !before), $"P7: {cursor.First} to {cursor.Last}, with 32 stored: {before}");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The cursor steps over a gap at the end of a leaf into the next one, while something comes into the gap and then what lay behind it goes: it must not see only the second change (P7).</summary>
    [Scenario("maple-cursor-crossing")]
    public static void CursorCrossing(World world)
    {
        MapleTree<ulong, long> tree = WithGap(world, out ulong gap, out ulong behind);
        world.Thread("writer", () =>
        {
            tree.StoreRange(gap + 2, gap + 3, -1);
            tree.RemoveRange(behind, behind + Step - 1);
        });
        world.Thread("reader", () =>
        {
            using MapleCursor<ulong, long> cursor = tree.GetCursor();
            Check.That(cursor.Walk(gap - 1) && cursor.Last == gap - 1, "what lies before the gap is in the tree throughout");
            Check.That(cursor.Next(ulong.MaxValue), "something is behind it throughout");
            Check.That(cursor.First == gap + 2 || cursor.First == behind, $"P7: from {gap - 1} to {cursor.First}; until {behind} went, {gap + 2} had come");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The same downwards: the gap is at the beginning of a leaf.</summary>
    [Scenario("maple-cursor-crossing-down")]
    public static void CursorCrossingDown(World world)
    {
        MapleTree<ulong, long> tree = WithGapAtBeginning(world, out ulong behind, out ulong gap);
        world.Thread("writer", () =>
        {
            tree.StoreRange(gap + 2, gap + 3, -1);
            tree.RemoveRange(behind, gap - 1);
        });
        world.Thread("reader", () =>
        {
            using MapleCursor<ulong, long> cursor = tree.GetCursor();
            Check.That(cursor.Walk(gap + Step) && cursor.First == gap + Step, "what lies behind the gap is in the tree throughout");
            Check.That(cursor.Previous(0), "something is below it throughout");
            Check.That(cursor.First == gap + 2 || cursor.First == behind, $"P7: from {gap + Step} to {cursor.First}; until {behind} went, {gap + 2} had come");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers all steps of a cursor.</summary>
    [Scenario("maple-cursor-recycled")]
    public static void CursorRecycled(World world)
    {
        MapleTree<ulong, long> tree = Recycling(world, ranges: 6);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(20, 29);
            tree.RemoveRange(60, 69);
            tree.StoreRange(44, 46, -1);
        });
        world.Thread("reader", () =>
        {
            using MapleCursor<ulong, long> cursor = tree.GetCursor();
            Check.That(cursor.Walk(30) && cursor.First == 30, "30 to 39 is in the tree throughout");
            Check.That(cursor.Next(ulong.MaxValue) && cursor.First == 40, "from 40 on something is there throughout");
            Check.That(cursor.Previous(0) && cursor.First == 30, "below 40 comes 30 throughout");
            Check.That(cursor.Previous(0) && cursor.First is 10 or 20, "below 30 come 20, for a while, and 10");
            CheckValue(new RangeEntry<ulong, long>(cursor.First, cursor.Last, cursor.Value));
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Many look-ups at once while leaves split and are recycled.</summary>
    [Scenario("maple-many-split")]
    public static void Many(World world)
    {
        MapleTree<ulong, long> tree = Recycling(world, ranges: 5);
        world.Thread("writer", () =>
        {
            tree.StoreRange(23, 25, -1);
            tree.StoreRange(43, 45, -1);
            tree.RemoveRange(30, 33);
        });
        world.Thread("reader", () =>
        {
            ulong[] keys = [15, 5, 24, 44, 55];
            var values = new long[keys.Length];
            var found = new bool[keys.Length];
            int count = tree.GetMany(keys, values, found);
            Check.Equal(4, count, "of these keys four have a value throughout");
            Check.That(found[0] && !found[1] && found[2] && found[3] && found[4], "which those are");
            Value.CheckIsOf(10, values[0]);
            if (values[2] != -1) Value.CheckIsOf(20, values[2]);
            if (values[3] != -1) Value.CheckIsOf(40, values[3]);
            Value.CheckIsOf(50, values[4]);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The ranges 10 to 19, 20 to 29 ... in nodes of 4 entries.</summary>
    private static MapleTree<ulong, long> Of(World world, int ranges) =>
        Filled(new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long> { Domain = Given.Domain(world), NodeCapacity = 4, RecycleNodes = false }), ranges);

    private static MapleTree<ulong, long> Recycling(World world, int ranges) => Filled(
        new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long>
        {
            Pool = new MapleTreePool<ulong, long>(Given.Domain(world), new NodePoolOptions { BagSize = 1 }),
            NodeCapacity = 4,
        }),
        ranges);

    private static MapleTree<ulong, long> Filled(MapleTree<ulong, long> tree, int ranges)
    {
        for (ulong first = Step; first <= (ulong)ranges * Step; first += Step) tree.StoreRange(first, first + Step - 1, Value.Of((long)first));
        return tree;
    }

    /// <summary>A tree with a gap that ends a leaf which is not the last.</summary>
    private static MapleTree<ulong, long> WithGap(World world, out ulong gap, out ulong behind)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 12);
        (gap, behind) = (0, 0);
        for (ulong first = 2 * Step; first <= 11 * Step && behind == 0; first += Step)
        {
            if (Leaf(tree, first) == Leaf(tree, first + Step) || Leaf(tree, first - 1) != Leaf(tree, first)) continue;
            gap = first;
            behind = first + Step;
        }

        tree.RemoveRange(gap, gap + Step - 1);
        Check.That(behind != 0 && Leaf(tree, gap) == Leaf(tree, gap - 1) && Leaf(tree, gap) != Leaf(tree, behind), "the gap ends a leaf");
        return tree;
    }

    /// <summary>A tree with a gap that begins a leaf which is not the first.</summary>
    private static MapleTree<ulong, long> WithGapAtBeginning(World world, out ulong behind, out ulong gap)
    {
        MapleTree<ulong, long> tree = Of(world, ranges: 12);
        (behind, gap) = (0, 0);
        for (ulong first = 2 * Step; first <= 11 * Step && behind == 0; first += Step)
        {
            if (Leaf(tree, first) == Leaf(tree, first - 1) || Leaf(tree, first) != Leaf(tree, first + Step)) continue;
            gap = first;
            behind = first - Step;
        }

        tree.RemoveRange(gap, gap + Step - 1);
        Check.That(behind != 0 && Leaf(tree, gap) == Leaf(tree, gap + Step) && Leaf(tree, gap) != Leaf(tree, gap - 1), "the gap begins a leaf");
        return tree;
    }

    private static RangeLeaf<ulong, long> Leaf(MapleTree<ulong, long> tree, ulong key) => MapleReader<ulong, long>.FindLeaf(ref ((IRangeSource)tree).Root, key);

    private static void CheckValue(in RangeEntry<ulong, long> range)
    {
        if (range.Value != -1) Value.CheckIsOf((long)(range.First - (range.First % Step)), range.Value);
    }

    /// <summary>Walks everything with its gaps: no holes, no overlaps, and those that begin at these keys are whole.</summary>
    private static void CheckScan(MapleTree<ulong, long> tree, bool descending, params ulong[] throughout)
    {
        ulong next = descending ? ulong.MaxValue : 0;
        int seen = 0;
        bool complete = false;
        foreach (RangeEntry<ulong, long> range in descending ? tree.EnumerateDescending(0, ulong.MaxValue, gaps: true) : tree.EnumerateRange(0, ulong.MaxValue, gaps: true))
        {
            Check.That(!complete && (descending ? range.Last : range.First) == next, $"{range} does not go on at {next}");
            if (range.HasValue) CheckValue(range);
            complete = descending ? range.First == 0 : range.Last == ulong.MaxValue;
            next = descending ? range.First - 1 : range.Last + 1;
            foreach (ulong first in throughout) if (range.HasValue && range.First == first && range.Last == first + Step - 1) seen++;
        }

        Check.That(complete, $"the walk ended before {next}");
        Check.Equal(throughout.Length, seen, "ranges that were in the tree throughout and were reported whole");
    }
}
