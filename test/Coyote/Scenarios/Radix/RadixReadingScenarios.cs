using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Ordered look-ups that rest on several nodes (P7), walks, and reads of ranges (P2).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// radix-ceiling          far way read once
/// radix-floor            the same downwards
/// radix-first-last       the root's side read once
/// radix-ceiling-returns  none: the mistake (a child that comes back into the slot that it was in) takes three exact interruptions, more than a search of minutes finds
/// radix-scan             walk that loses its place
/// radix-scan-recycled    walk outside its section; leaf recycled under it
/// radix-range-split      range cut by several stores
/// radix-range-store      range stored by several stores
/// radix-slot             replace without another look
/// radix-many             many look-ups outside their section
/// </code>
/// </remarks>
internal static class RadixReadingScenarios
{
    /// <summary>Something comes into the leaf before, and then what lay behind it goes: both must not be missed (P7).</summary>
    [Scenario("radix-ceiling")]
    public static void Ceiling(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 10, 100, 110, 200);
        world.Thread("writer", () =>
        {
            tree.Add(20, SmallRadix.Old(20));
            tree.Remove(100);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetCeiling(15, out ulong found, out long value), "200 is there throughout");
            Check.That(found is 20 or 100, $"P7: the first from 15 on is {found}; until 100 went, 20 had come");
            Check.Equal(SmallRadix.Old(found), value, $"the value at {found}");
            Check.That(tree.TryGetHigher(10, out ulong higher, out _) && higher is 20 or 100 && (found != 20 || higher == 20), $"the next after 10 is {higher}, after {found} was seen");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The same downwards.</summary>
    [Scenario("radix-floor")]
    public static void Floor(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 10, 90, 100, 210);
        world.Thread("writer", () =>
        {
            tree.Add(195, SmallRadix.Old(195));
            tree.Remove(100);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetFloor(205, out ulong found, out long value), "90 is there throughout");
            Check.That(found is 195 or 100, $"P7: the last up to 205 is {found}; until 100 went, 195 had come");
            Check.Equal(SmallRadix.Old(found), value, $"the value at {found}");
            Check.That(tree.TryGetLower(210, out ulong lower, out _) && lower is 195 or 100 && (found != 195 || lower == 195), $"the last before 210 is {lower}, after {found} was seen");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>At both ends something goes after something comes.</summary>
    [Scenario("radix-first-last")]
    public static void FirstAndLast(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 70, 4200);
        world.Thread("writer", () =>
        {
            tree.Add(5, SmallRadix.Old(5));
            tree.Remove(70);
            tree.Add(300_000, SmallRadix.Old(300_000));
            tree.Remove(4200);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetLast(out ulong last, out long value) && last is 4200 or 300_000, $"P7: the last is {last}");
            Check.Equal(SmallRadix.Old(last), value, $"the value at {last}");
            Check.That(tree.TryGetFirst(out ulong first, out value) && first is 5 or 70, $"P7: the first is {first}");
            Check.Equal(SmallRadix.Old(first), value, $"the value at {first}");
            Check.That(last != 300_000 || first == 5, "5 had come before 300,000");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One of two neighbours in different subtrees is there at any moment: each comes before the other goes, and both more than once. A level that is left out again hangs up a copy, so that a
    /// slot that reads the same twice was the same in between.</summary>
    [Scenario("radix-ceiling-returns")]
    public static void CeilingReturns(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 10, 4100, 5000);
        world.Thread("writer", () =>
        {
            tree.Add(100, SmallRadix.Old(100));
            tree.Remove(4100);
            tree.Add(4100, SmallRadix.Old(4100));
            tree.Remove(100);
            tree.Add(100, SmallRadix.Old(100));
            tree.Remove(4100);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetCeiling(15, out ulong found, out _) && found is 100 or 4100, $"P7: the first from 15 on is {found}; 100 or 4100 was there at any moment");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A walk over leaves that are copied, and levels that come and go: everything that is there throughout is seen once, in order.</summary>
    [Scenario("radix-scan")]
    public static void Scan(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 1, 64, 128, 4096, 8192);
        world.Thread("writer", () =>
        {
            tree.Remove(1);
            tree.Add(65, SmallRadix.Old(65));
            tree.Remove(4096);
            tree.Add(300_000, SmallRadix.Old(300_000));
            tree.Remove(64);
        });
        world.Thread("walker", () => CheckScan(tree, 0, 128, 8192));
        world.Thread("down", () => CheckDescending(tree, 8192, 128, 0));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers the walk: the nodes ahead of it are not recycled under it.</summary>
    [Scenario("radix-scan-recycled")]
    public static void ScanRecycled(World world)
    {
        RadixTree<long> tree = SmallRadix.Recycling(world, 0, 1, 64, 65, 128);
        world.Thread("writer", () =>
        {
            tree.Remove(1);
            tree.Remove(65);
            tree[4096] = SmallRadix.Old(4096);
        });
        world.Thread("walker", () => CheckScan(tree, 0, 64, 128));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>An index is stored, and one removed, in the middle of a range: the rest of it is there throughout.</summary>
    [Scenario("radix-range-split")]
    public static void RangeSplit(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 5000);
        tree.StoreRange(0, 255, SmallRadix.New);
        world.Thread("writer", () =>
        {
            tree[70] = SmallRadix.Old(70);
            tree.Remove(3);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetValue(71, out long beside) && beside == SmallRadix.New, "71 holds a value throughout");
            Check.That(tree.TryGetRange(69, out ulong first, out ulong last, out long value) && value == SmallRadix.New && first <= 69 && last >= 69, "69 holds a value throughout");
            Check.That(last == 255 || last == 69, $"what holds 69 ends at {last}");
            bool cut = last == 69;
            Check.That(tree.TryGetValue(70, out value) && (value == SmallRadix.Old(70) || (value == SmallRadix.New && !cut)), "the value at 70, whatever was seen before");
            bool there = tree.ContainsKey(3);
            Check.That(there || (tree.TryGetValue(70, out value) && value == SmallRadix.Old(70)), "70 was stored before 3 was removed");
            tree.CheckHolds(5000);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One value over parts of several nodes: a reader that finds it at one index finds it at all (P2).</summary>
    [Scenario("radix-range-store")]
    public static void RangeStore(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 10, 70, 130, 4100);
        world.Thread("writer", () =>
        {
            tree.StoreRange(8, 4098, SmallRadix.New);
            tree.RemoveRange(60, 4097);
        });
        world.Thread("reader", () =>
        {
            ulong[] probes = [4098, 10, 70, 59];
            bool seen = false;
            foreach (ulong index in probes)
            {
                bool there = tree.TryGetValue(index, out long value);
                if (there && value != SmallRadix.New) Check.Equal(SmallRadix.Old(index), value, $"the value at {index}, when it is not the new one");
                bool isNew = there && value == SmallRadix.New;
                bool stays = index is 10 or 59 or 4098;
                if (seen) Check.That(isNew || !stays, $"P2: the range was seen, and not at {index}");
                if (seen && !stays) Check.That(isNew || !there, $"P2: the range was seen, and at {index} what was before it");
                seen |= isNew;
            }

            tree.CheckHolds(0);
            tree.CheckHolds(4100);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A slot handle replaces while another writer removes and stores again: it must not bring back what was removed.</summary>
    [Scenario("radix-slot")]
    public static void Slot(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 5, 64);
        bool replaced = false;
        long removed = 0;
        world.Thread("replacer", () =>
        {
            if (!tree.TryGetSlot(5, out RadixSlot<long> slot)) return;
            Check.Equal(SmallRadix.Old(5), slot.Value, "the value of the slot");
            replaced = slot.TryReplace(SmallRadix.New);
            Check.That(!slot.IsValid || slot.Value == SmallRadix.New, "the value of the slot, after it was replaced");
            slot.Dispose();
        });
        world.Thread("remover", () => Check.That(tree.TryRemove(5, out removed), "5 is there until it is removed"));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(!tree.ContainsKey(5), "a removed entry came back");
            Check.Equal(replaced ? SmallRadix.New : SmallRadix.Old(5), removed, "what was removed");
            Check.Equal(2, tree.Count, "entries");
        });
    }

    /// <summary>Many look-ups at once while leaves are copied and used again.</summary>
    [Scenario("radix-many")]
    public static void Many(World world)
    {
        RadixTree<long> tree = SmallRadix.Recycling(world, 0, 1, 64, 65, 128);
        world.Thread("writer", () =>
        {
            tree.Remove(1);
            tree.Remove(65);
            tree[4096] = SmallRadix.Old(4096);
        });
        world.Thread("reader", () =>
        {
            ulong[] indices = [0, 5, 64, 128];
            var values = new long[indices.Length];
            var found = new bool[indices.Length];
            Check.Equal(3, tree.GetMany(indices, values, found), "of these indices three have a value throughout");
            Check.That(found[0] && !found[1] && found[2] && found[3], "which those are");
            for (int at = 0; at < indices.Length; at++) if (found[at]) Check.Equal(SmallRadix.Old(indices[at]), values[at], $"the value at {indices[at]}");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static void CheckScan(RadixTree<long> tree, params ulong[] throughout)
    {
        var missing = new HashSet<ulong>(throughout);
        ulong next = 0;
        foreach (KeyValuePair<ulong, long> entry in tree)
        {
            Check.That(entry.Key >= next, $"{entry.Key} came after {next}");
            Check.Equal(SmallRadix.Old(entry.Key), entry.Value, $"the value at {entry.Key}");
            next = entry.Key + 1;
            missing.Remove(entry.Key);
        }

        Check.Equal(0, missing.Count, "entries that are there throughout and that the walk missed");
    }

    private static void CheckDescending(RadixTree<long> tree, params ulong[] throughout)
    {
        var missing = new HashSet<ulong>(throughout);
        ulong end = ulong.MaxValue;
        foreach (KeyValuePair<ulong, long> entry in tree.EnumerateDescending())
        {
            Check.That(entry.Key < end, $"{entry.Key} came after {end}");
            Check.Equal(SmallRadix.Old(entry.Key), entry.Value, $"the value at {entry.Key}");
            end = entry.Key;
            missing.Remove(entry.Key);
        }

        Check.Equal(0, missing.Count, "entries that are there throughout and that the walk missed");
    }
}
