using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Scans by tag and searches for free indices while tags and entries come and go: the words of the inner nodes lead to all that is there throughout (P1c).</summary>
/// <remarks>
/// <code>
/// scenario            mutants it is meant to catch
/// radix-tag-set       tag set from the entry up
/// radix-tag-clear     tag cleared from the root down
/// radix-tag-copy      tags lost when a node is copied
/// radix-tag-publish   range whose pieces come without its tags
/// radix-tag-hang      tagged subtree hung up before its hints are set
/// radix-free-fill     "full" set before the store that fills
/// radix-free-remove   "full" cleared after the store that frees
/// </code>
/// </remarks>
internal static class RadixTagScenarios
{
    private static readonly ulong[] Blocks = [0, 1, 64, 4096, 4097];

    /// <summary>A tag is set: who finds it at the entry finds it from the root, too.</summary>
    [Scenario("radix-tag-set")]
    public static void Set(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, Blocks);
        world.Thread("writer", () =>
        {
            tree.SetTag(4097, 0);
            tree.SetTag(64, 0);
        });
        world.Thread("reader", () =>
        {
            bool second = tree.GetTag(64, 0);
            bool first = tree.GetTag(4097, 0);
            Check.That(first || !second, "4097 was tagged before 64");
            List<ulong> tagged = Tagged(tree);
            Check.That(!first || tagged.Contains(4097), "4097 is tagged, and the scan missed it");
            Check.That(!second || tagged.Contains(64), "64 is tagged, and the scan missed it");
            Check.That(!first || tree.IsAnyTagged(0), "something is tagged");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Tags are cleared: who does not find one from the root does not find it at the entry, and what is tagged throughout is found throughout.</summary>
    [Scenario("radix-tag-clear")]
    public static void Clear(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, Blocks);
        foreach (ulong index in new ulong[] { 4097, 64 }) tree.SetTag(index, 0);
        world.Thread("writer", () =>
        {
            tree.ClearTag(4097, 0);
            tree.ClearTag(64, 0);
        });
        world.Thread("reader", () =>
        {
            bool any = tree.IsAnyTagged(0);
            Check.That(any || (!tree.GetTag(64, 0) && !tree.GetTag(4097, 0)), "nothing is tagged, says the root, and there is something");
            List<ulong> tagged = Tagged(tree);
            Check.That(tagged.Contains(4097) || !tree.GetTag(4097, 0), "4097 was passed over and is tagged");
            Check.That(tagged.Contains(64) || !tree.GetTag(64, 0), "64 was passed over and is tagged");
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(!tree.IsAnyTagged(0), "regression 2: a tag at the root, and none below");
        });
    }

    /// <summary>What is tagged throughout is found throughout, while its leaf is copied for other entries and its parent for other leaves.</summary>
    [Scenario("radix-tag-copy")]
    public static void Copy(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, Blocks);
        tree.SetTag(1, 0);
        world.Thread("writer", () =>
        {
            tree.Remove(0);
            tree[128] = SmallRadix.Old(128);
            tree[0] = SmallRadix.Old(0);
            tree.Remove(64);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.GetTag(1, 0), "1 is tagged throughout");
            List<ulong> tagged = Tagged(tree);
            Check.That(tagged.Count == 1 && tagged[0] == 1, "1 alone is tagged throughout");
            Check.That(tree.IsAnyTagged(0) && tree.CountTagged(0) == 1, "1 alone is tagged throughout");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A range with a tag is cut, and the pieces come into the tree below nodes that had none of them before: the tag is found throughout.</summary>
    [Scenario("radix-tag-publish")]
    public static void Publish(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 8192);
        tree.StoreRange(64, 127, SmallRadix.New);
        tree.SetTag(70, 0);
        world.Thread("writer", () =>
        {
            tree.Remove(100);
            tree.StoreRange(64, 191, SmallRadix.New);
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.GetTag(70, 0), "what holds 70 is tagged throughout");
            bool found = false;
            foreach (KeyValuePair<ulong, long> entry in tree.EnumerateTagged(0, 70, 70))
            {
                Check.That(entry.Key <= 70 && entry.Value == SmallRadix.New, $"what holds 70 is {entry}");
                found = true;
            }

            Check.That(found, "what holds 70 is tagged throughout, and the scan missed it");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A frozen leaf gets a tag, so that a copy of it is hung up: who finds the tag at the entry finds it from the root, too.</summary>
    [Scenario("radix-tag-hang")]
    public static void Hang(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, Blocks);
        RadixTreeSnapshot<long> before = tree.Snapshot();
        tree[4096] = SmallRadix.Old(4096); // copies the way to there; the other leaves stay frozen
        world.Thread("writer", () => tree.SetTag(64, 0));
        world.Thread("reader", () =>
        {
            bool tagged = tree.GetTag(64, 0);
            Check.That(!tagged || Tagged(tree).Contains(64), "64 is tagged, and the scan missed it");
            Check.That(!tagged || tree.IsAnyTagged(0), "something is tagged");
            Check.That(!before.IsAnyTagged(0), "S1: a tag came to the snapshot");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The last free index of a leaf is taken: who is led past it finds it taken.</summary>
    [Scenario("radix-free-fill")]
    public static void Fill(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world).Fill(0, 62);
        tree[64] = SmallRadix.Old(64);
        world.Thread("writer", () =>
        {
            tree.Add(63, SmallRadix.Old(63));
            tree.Add(65, SmallRadix.Old(65));
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetNextFree(0, out ulong free) && free is 63 or 65 or 66, $"the first free index is {free}");
            Check.That(free == 63 || tree.Finds(63), "63 was passed over and was free");
            Check.That(free <= 65 || tree.Finds(65), "65 was passed over and was free");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>An index in the middle of a full leaf is freed: who has seen it free finds it.</summary>
    [Scenario("radix-free-remove")]
    public static void Remove(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world).Fill(0, 64);
        world.Thread("writer", () =>
        {
            tree.Remove(7);
            tree.StoreRange(0, 63, SmallRadix.New);
            tree.Remove(9);
        });
        world.Thread("reader", () =>
        {
            bool covered = tree.TryGetValue(8, out long value) && value == SmallRadix.New;
            bool gone = !tree.ContainsKey(9);
            Check.That(tree.TryGetNextFree(0, out ulong free) && free is 7 or 9 or 65, $"the first free index is {free}");
            Check.That(!gone || free == 9, "9 was free before the search began");
            Check.That(!covered || free != 7, "7 was covered before the search began");
        });
        world.Thread("early", () =>
        {
            // Free from the first removal up to the range.
            if (tree.ContainsKey(7)) return;
            bool found = tree.TryGetNextFree(0, out ulong free);
            if (tree.ContainsKey(7)) return;
            Check.That(found && free == 7, $"7 was free throughout, and {free} was found");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static List<ulong> Tagged(RadixTree<long> tree)
    {
        var tagged = new List<ulong>();
        foreach (KeyValuePair<ulong, long> entry in tree.EnumerateTagged(0))
        {
            Check.That(tagged.Count == 0 || tagged[^1] < entry.Key, $"{entry.Key} came too late");
            Check.Equal(SmallRadix.Old(entry.Key), entry.Value, $"the value at {entry.Key}, which nobody changes");
            tagged.Add(entry.Key);
        }

        return tagged;
    }
}
