using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Look-ups in a radix tree while entries come and go, leaves change their kind, and levels are put in and left out (P1, P2, P4, R2).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// radix-grow-shrink      levels put in or left out by two stores
/// radix-add              presence before the value
/// radix-leaf-kinds       leaf that changes its kind in place
/// radix-overwrite        value overwritten in place where the hardware cannot store it as a whole
/// radix-remove-last      value taken out of a leaf in place
/// radix-remove           the same, seen by ordered look-ups
/// radix-remove-recycled  leaf retired before it is unlinked; leaf given back without a grace period
/// radix-batch            batch that stores in place
/// radix-two-adders       look before the lock
/// </code>
/// </remarks>
internal static class RadixLookupScenarios
{
    /// <summary>The kernel's regression test 4: while index 1, here also 64 and 4096, comes and goes, the look-up of index 0 must never miss.</summary>
    [Scenario("radix-grow-shrink")]
    public static void GrowAndShrink(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0);
        world.Thread("writer", () =>
        {
            foreach (ulong index in new ulong[] { 64, 4096, 1 }) tree[index] = SmallRadix.Old(index);
            foreach (ulong index in new ulong[] { 4096, 64, 1 }) tree.Remove(index);
        });
        world.Thread("reader", () =>
        {
            for (int i = 0; i < 3; i++) tree.CheckHolds(0);
            tree.Finds(64);
            tree.Finds(4096);
            Check.That(!tree.ContainsKey(128), "an index that nothing was ever stored at");
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(1, tree.Count, "entries left");
        });
    }

    /// <summary>Entries are added by one store each: values to leaves with room, and children to inner nodes with room, packed or not.</summary>
    [Scenario("radix-add")]
    public static void Add(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 64);
        for (ulong block = 0; block < 18; block++) tree[4096 + (block * 64)] = SmallRadix.Old(4096 + (block * 64));
        world.Thread("writer", () =>
        {
            tree.Add(1, SmallRadix.Old(1));
            tree.Add(128, SmallRadix.Old(128));
            tree.Add(4096 + (40 * 64), SmallRadix.Old(4096 + (40 * 64)));
        });
        world.Thread("reader", () =>
        {
            bool third = tree.Finds(4096 + (40 * 64));
            Check.That(tree.Finds(128) || !third, "what was added before is not there");
            tree.CheckHolds(64);
            Check.That(tree.Finds(1) || !third, "what was added before is not there");
            tree.CheckHolds(4096);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A leaf is copied to more slots and to fewer.</summary>
    [Scenario("radix-leaf-kinds")]
    public static void LeafKinds(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 5, 10, 63);
        world.Thread("writer", () =>
        {
            tree.Add(7, SmallRadix.Old(7));
            tree.Remove(5);
            tree.Remove(10);
            tree.Add(3, SmallRadix.Old(3));
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds(63);
            bool added = tree.Finds(3);
            Check.That(!added || !tree.Finds(10), "10 was removed before 3 was added");
            tree.CheckHolds(0);
            Check.That(!added || tree.Finds(7), "7 was added before 3");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Values of 8 bytes are overwritten in place, those of 16 in a copy; both in a leaf and in a range.</summary>
    [Scenario("radix-overwrite")]
    public static void Overwrite(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var narrow = new RadixTree<long>(new RadixTreeOptions<long> { Domain = domain, RecycleNodes = false });
        var wide = new RadixTree<Wide>(new RadixTreeOptions<Wide> { Domain = domain, RecycleNodes = false });
        narrow[3] = 1;
        narrow.StoreRange(64, 127, 1);
        wide[3] = Wide.Of(1);
        wide.StoreRange(64, 127, Wide.Of(1));
        world.Thread("writer", () =>
        {
            narrow[3] = 2;
            narrow.StoreRange(64, 127, 2);
            wide[3] = Wide.Of(2);
            wide.StoreRange(64, 127, Wide.Of(2));
        });
        world.Thread("reader", () =>
        {
            Check.That(wide.TryGetValue(70, out Wide last) && wide.TryGetValue(3, out Wide third) && third.Whole() >= last.Whole(), "an overwritten value came back");
            Check.That(narrow.TryGetValue(100, out long second) && narrow.TryGetValue(3, out long first) && first >= second, "an overwritten value came back");
        });
    }

    /// <summary>A value is taken out of a leaf of 64 slots, and another one comes into the same slot: who has found the first one present must not read the second, nor nothing.</summary>
    [Scenario("radix-remove")]
    public static void Remove(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world).Fill(0, 20);
        world.Thread("writer", () =>
        {
            tree.Remove(20);
            tree.Remove(5);
            tree.Add(20, SmallRadix.Old(20));
        });
        world.Thread("reader", () =>
        {
            // The first entry from 5 on is 5, or 6 when 5 is gone; and then 20 was gone before.
            Check.That(tree.TryGetCeiling(5, out ulong found, out long value) && found is 5 or 6 && value == SmallRadix.Old(found), $"the first from 5 on is {found}");
            Check.That(tree.TryGetLast(out ulong last, out value) && last is 19 or 20 && value == SmallRadix.Old(last), $"the last is {last}");
            Check.That(found == 5 || !tree.Finds(5), "5 came back");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The last entry of a leaf with few slots goes, and another one comes behind the rest: in a leaf that was changed in place it would stand where the first one stood.</summary>
    [Scenario("radix-remove-last")]
    public static void RemoveLast(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 20, 63);
        world.Thread("writer", () =>
        {
            tree.Remove(63);
            tree.Add(62, SmallRadix.Old(62));
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds(20);
            bool found = tree.Finds(63);
            Check.That(!tree.Finds(62) || !tree.Finds(63), "63 was removed before 62 was added");
            Check.That(found || !tree.Finds(63), "63 came back");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A leaf is copied without one of its entries, and used again at once, for another place of the tree.</summary>
    [Scenario("radix-remove-recycled")]
    public static void RemoveRecycled(World world)
    {
        RadixTree<long> tree = SmallRadix.Recycling(world, 0, 1, 64, 65);
        world.Thread("writer", () =>
        {
            tree.Remove(1);
            tree.Remove(65);
            tree[128] = SmallRadix.Old(128);
            tree[192] = SmallRadix.Old(192);
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds(0);
            tree.CheckHolds(64);
            tree.Finds(1);
            tree.Finds(65);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Several writes at once: a reader that finds one of them finds all.</summary>
    [Scenario("radix-batch")]
    public static void Batch(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 1, 64);
        world.Thread("writer", () =>
        {
            using RadixTree<long>.Batch batch = tree.BeginBatch();
            batch[2] = SmallRadix.Old(2);
            batch.Remove(1);
            batch[65] = SmallRadix.Old(65);
            batch.SetTag(0, 0);
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            bool seen = tree.GetTag(0, 0) | tree.Finds(65) | !tree.Finds(1);
            Check.That(!seen || (tree.Finds(2) && tree.Finds(65) && !tree.Finds(1) && tree.GetTag(0, 0)), "B1: a part of a batch was seen");
            tree.CheckHolds(0);
            tree.CheckHolds(64);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two writers add at one index: one of them does.</summary>
    [Scenario("radix-two-adders")]
    public static void TwoAdders(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0);
        bool one = false, other = false;
        long made = 0;
        world.Thread("one", () => one = tree.TryAdd(5, 1));
        world.Thread("other", () =>
        {
            other = tree.TryAdd(5, 2);
            made = tree.GetOrAdd(70, 3);
        });
        world.Thread("third", () => Check.That(tree.GetOrAdd(70, 4) is 3 or 4, "what another thread added"));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(one != other && tree[5] == (one ? 1 : 2), "W1: of two that add at one index one was to succeed");
            Check.Equal(tree[70], made, "what GetOrAdd found or made");
            Check.Equal(3, tree.Count, "entries");
        });
    }
}
