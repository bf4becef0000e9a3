using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Look-ups in a maple tree while ranges are stored and erased: each write is seen whole or not at all, however many leaves it spans (P1, P2, P4).</summary>
/// <remarks>
/// <code>
/// scenario                mutants it is meant to catch
/// maple-split             separator off by one
/// maple-shift             leaf changed in place
/// maple-merge             leaves put together by two stores
/// maple-span              spanning write by two stores
/// maple-span-cut          the same, where the leaves hang from different parents
/// maple-span-recycled     nodes retired before the store; nodes inside given back without a grace period
/// maple-erase             gap merged on one side only, or not across leaves
/// maple-erase-deep        gap of a child noted in its parent only
/// maple-emptied           root emptied under a reader
/// maple-scan-span         enumeration that meets a range twice, or misses one beside it
/// maple-batch             batch that stores in place
/// maple-cursor-store      the same, through a cursor
/// maple-overwrite         value overwritten in place where the hardware cannot store it as a whole
/// </code>
/// </remarks>
internal static class MapleWriteScenarios
{
    /// <summary>A range is cut in three, and its leaf splits.</summary>
    [Scenario("maple-split")]
    public static void Split(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 70);
        world.Thread("writer", () => tree.StoreRange(23, 25, SmallMaple.New));
        world.Thread("reader", () =>
        {
            tree.CheckHolds(30);
            bool seen = tree.IsNew(24);
            tree.CheckHolds(22);
            tree.CheckHolds(26);
            Check.That(!seen || tree.IsNew(23), "a value that was seen is gone");
            CheckBounds(tree, 25, 23, 25, 20, 29);
            CheckBounds(tree, 20, 20, 22, 20, 29);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A range grows over its neighbour, and those behind it move up.</summary>
    [Scenario("maple-shift")]
    public static void Shift(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 70);
        world.Thread("writer", () => tree.StoreRange(40, 59, SmallMaple.New));
        world.Thread("reader", () =>
        {
            tree.CheckHolds(60);
            bool seen = tree.IsNew(55);
            tree.CheckHolds(70);
            Check.That(!seen || tree.IsNew(40), "a value that was seen is gone");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A range grows over its neighbour, and what is left of their leaf goes to the next one.</summary>
    [Scenario("maple-merge")]
    public static void Merge(World world)
    {
        // a gap 10 20 30 | 40-69 70 | 80-109 110 | a gap
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        tree.StoreRange(40, 69, SmallMaple.New);
        tree.StoreRange(80, 109, SmallMaple.New);
        world.Thread("writer", () => tree.StoreRange(40, 79, SmallMaple.New));
        world.Thread("reader", () =>
        {
            tree.CheckHolds(30);
            bool seen = tree.IsNew(75);
            tree.CheckHolds(110);
            Check.That(tree.IsNew(60) && tree.IsNew(85), "a value that is there throughout was not found");
            Check.That(!seen || tree.IsNew(70), "a value that was seen is gone");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A range is stored over the ends of two leaves and all of the one in between, below one parent.</summary>
    [Scenario("maple-span")]
    public static void Span(World world) => Span(world, last: 110, from: 25, to: 84);

    /// <summary>The same below two parents: the tree is cut and joined.</summary>
    [Scenario("maple-span-cut")]
    public static void SpanCut(World world) => Span(world, last: 240, from: 45, to: 204);

    private static void Span(World world, ulong last, ulong from, ulong to)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, last);
        world.Thread("writer", () => tree.StoreRange(from, to, SmallMaple.New));
        world.Thread("reader", () =>
        {
            bool low = tree.IsNew(from);
            Check.That(!low || tree.IsNew(to), "P2: the beginning of a range was seen before its end");
            bool high = tree.IsNew(to);
            Check.That(!high || tree.IsNew(from), "P2: the end of a range was seen before its beginning");
            tree.CheckHolds(from - 1);
            tree.CheckHolds(to + 1);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            CheckBounds(tree, from, from, to, from, to);
        });
    }

    /// <summary>What a spanning write replaces, and what lies between, is used again at once: a reader inside must not notice.</summary>
    [Scenario("maple-span-recycled")]
    public static void SpanRecycled(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Recycling(world, 240);
        world.Thread("writer", () =>
        {
            tree.StoreRange(45, 204, SmallMaple.New);
            tree.StoreRange(13, 14, SmallMaple.New);
            tree.StoreRange(232, 233, SmallMaple.New);
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds(20);
            tree.IsNew(100);
            tree.CheckHolds(220);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>What is freed beside gaps becomes one gap with them, within a leaf and across leaves.</summary>
    [Scenario("maple-erase")]
    public static void Erase(World world)
    {
        // a gap 10 20 30 | 40 50 60 70 | a gap
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 70);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(50, 59);
            tree.RemoveRange(40, 49);
            tree.RemoveRange(30, 39);
            tree.RemoveRange(10, 14);
            tree.RemoveRange(70, 79);
        });
        world.Thread("reader", () =>
        {
            bool gone = tree.IsGone(35);
            tree.TryGetRange(45, out RangeEntry<ulong, long> range);
            Check.That(!gone || (!range.HasValue && range.First == 30 && range.Last == 59), $"the gap around 45 is {range}");
            tree.CheckHolds(20);
            tree.CheckHolds(60);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The largest gap of a tall tree comes and goes in one leaf; every node on the way knows.</summary>
    [Scenario("maple-erase-deep")]
    public static void EraseDeep(World world)
    {
        // the first of two nodes below the root has the gap before 10, of 10 keys; the second: 160 170 180 190 | 200 210 220 230 | 240 250
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 240);
        tree.StoreRange(250, ulong.MaxValue, SmallMaple.New);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(170, 179);
            Check.That(tree.TryFindGap(10, out ulong first, windowFirst: 20) && first == 170, "the room is not found");
            tree.RemoveRange(180, 189);
            tree.StoreRange(170, 189, SmallMaple.New);
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds(160);
            tree.CheckHolds(190);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(!tree.TryFindGap(10, out _, windowFirst: 20), "room is found that is taken");
        });
    }

    /// <summary>Everything is erased by one range while a reader is on its way, and something else comes.</summary>
    [Scenario("maple-emptied")]
    public static void Emptied(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Recycling(world, 110);
        world.Thread("writer", () =>
        {
            tree.RemoveRange(0, ulong.MaxValue);
            tree.Store(55, SmallMaple.New);
        });
        world.Thread("reader", () =>
        {
            bool gone = tree.IsGone(60);
            Check.That(!gone || tree.IsGone(20), "P2: a range was erased before another");
            tree.TryGetRange(70, out RangeEntry<ulong, long> range);
            bool known = range.HasValue
                ? range.First == 70 && range.Last == 79
                : range.Last == ulong.MaxValue && range.First is 0 or 56;
            Check.That(known, $"what is around 70 is {range}");
            tree.CheckScan();
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A range is stored under a scan, over what it has seen and what it has not.</summary>
    [Scenario("maple-scan-span")]
    public static void ScanSpan(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        world.Thread("writer", () =>
        {
            tree.StoreRange(25, 84, SmallMaple.New);
            tree.StoreRange(12, 12, SmallMaple.New);
        });
        world.Thread("scanner", () => tree.CheckScan(90, 100, 110));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A batch replaces, erases and stores: a reader sees all of it or nothing.</summary>
    [Scenario("maple-batch")]
    public static void Batch(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        world.Thread("writer", () =>
        {
            using MapleTree<ulong, long>.Batch batch = tree.BeginBatch();
            batch.StoreRange(10, 19, SmallMaple.New);
            batch.RemoveRange(60, 89);
            batch.StoreRange(100, 105, SmallMaple.New);
            batch.Commit();
        });
        world.Thread("reader", () => CheckAllOrNothing(tree));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The same through a cursor.</summary>
    [Scenario("maple-cursor-store")]
    public static void CursorStore(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        world.Thread("writer", () =>
        {
            using MapleTree<ulong, long>.Batch batch = tree.BeginBatch();
            using MapleCursor<ulong, long> cursor = batch.GetCursor();
            cursor.SetRange(10, 19);
            cursor.Store(SmallMaple.New);
            for (ulong key = 60; key < 90; key += 10)
            {
                cursor.Set(key);
                cursor.Erase();
            }

            cursor.SetRange(100, 105);
            cursor.Store(SmallMaple.New);
            batch.Commit();
        });
        world.Thread("reader", () => CheckAllOrNothing(tree));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A value of 16 bytes is replaced: no reader sees half of it.</summary>
    [Scenario("maple-overwrite")]
    public static void Overwrite(World world)
    {
        var tree = new MapleTree<ulong, Wide>(new MapleTreeOptions<ulong, Wide> { Domain = Given.Domain(world), NodeCapacity = 4, RecycleNodes = false });
        tree.StoreRange(10, 19, Wide.Of(1));
        world.Thread("writer", () => tree.StoreRange(10, 19, Wide.Of(2)));
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetValue(15, out Wide first) && tree.TryGetValue(16, out Wide second) && first.Whole() <= second.Whole(), "the range holds a value throughout");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static void CheckAllOrNothing(MapleTree<ulong, long> tree)
    {
        bool low = tree.IsNew(15);
        Check.That(!low || tree.IsNew(102), "B1: the first write of a batch was seen before the last");
        bool high = tree.IsNew(102);
        Check.That(!high || (tree.IsNew(15) && tree.IsGone(75)), "B1: the last write of a batch was seen before the others");
        tree.CheckHolds(50);
        tree.CheckHolds(107);
    }

    private static void CheckBounds(MapleTree<ulong, long> tree, ulong key, ulong first, ulong last, ulong oldFirst, ulong oldLast)
    {
        tree.TryGetRange(key, out RangeEntry<ulong, long> range);
        Check.That(range.HasValue && ((range.First == first && range.Last == last) || (range.First == oldFirst && range.Last == oldLast)), $"what holds {key} is {range}");
    }
}
