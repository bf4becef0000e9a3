using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Look-ups in a prefix tree while leaves burst and come together again, inner nodes grow and shrink, and paths are cut and joined (P1, P2, P4, R2).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// prefix-burst           burst by two stores
/// prefix-unburst         none of its own: un-burst and shrunken leaves beside look-ups and scans
/// prefix-join            path cut in place
/// prefix-grow-shrink     none of its own: 4 slots to 16 and back
/// prefix-add-child       bit behind the child
/// prefix-append          count before the entry
/// prefix-remove-last     entry taken out of a leaf in place
/// prefix-remove-recycled leaf retired before it is unlinked; look-up outside its section
/// prefix-overwrite       value overwritten in place where the hardware cannot store it as a whole
/// prefix-batch           batch that stores in place
/// prefix-two-adders      look before the lock
/// </code>
/// </remarks>
internal static class PrefixLookupScenarios
{
    /// <summary>The 33rd entry makes a leaf burst, first one with the empty key among its own, then the one below.</summary>
    [Scenario("prefix-burst")]
    public static void Burst(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("a", 32);
        world.Thread("writer", () =>
        {
            tree.Put("a15x");
            tree.Put("a");
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds("a00");
            bool second = tree.Finds("a");
            Check.That(tree.Finds("a15x") || !second, "what was added before is not there");
            tree.CheckHolds("a15");
            tree.CheckHolds("a37");
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(34, tree.Count, "entries");
        });
    }

    /// <summary>With 16 entries left the leaves below an inner node become one again.</summary>
    [Scenario("prefix-unburst")]
    public static void Unburst(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a").Fill("a", 32);
        for (int i = 0; i < 32; i += 2) tree.Drop(SmallPrefix.Numbered("a", i));
        world.Thread("writer", () =>
        {
            tree.Drop("a");
            tree.Drop("a11");
            tree.Put("a16");
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds("a01");
            bool added = tree.Finds("a16");
            Check.That(!added || !tree.Finds("a11"), "'a11' was removed before 'a16' was added");
            tree.CheckHolds("a37");
        });
        world.Thread("walker", () => tree.CheckScan("a01", "a03", "a07", "a13", "a21", "a35", "a37"));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(16, tree.Count, "entries");
        });
    }

    /// <summary>A key leaves a path: a node comes between. It goes, and what is left alone is joined with it. What is not there must not be found in what has the rest of its bytes.</summary>
    [Scenario("prefix-join")]
    public static void Join(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("abc", 33);
        world.Thread("writer", () =>
        {
            tree.Put("ab");
            tree.Put("x");
            tree.Drop("ab");
            tree.Drop("x");
        });
        world.Thread("reader", () =>
        {
            Check.That(!tree.ContainsKey(SmallPrefix.Bytes("xyc00")), "a key that was never there");
            tree.CheckHolds("abc00");
            Check.That(!tree.ContainsKey(SmallPrefix.Bytes("abx17")), "a key that was never there");
            tree.Finds("ab");
            tree.CheckHolds("abc37");
        });
        world.Thread("walker", () => tree.CheckScan("abc00", "abc17", "abc37", "abc40"));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>An inner node loses children until it fits into the smaller kind, and gets more than that has room for.</summary>
    [Scenario("prefix-grow-shrink")]
    public static void GrowAndShrink(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "p", "q").Fill("0", 12).Fill("1", 12).Fill("2", 12);
        world.Thread("writer", () =>
        {
            tree.Drop("q");
            tree.Drop("p");
            tree.Put("r");
            tree.Put("/");
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds("000");
            bool added = tree.Finds("r");
            Check.That(!added || !tree.Finds("q"), "'q' was removed before 'r' was added");
            tree.CheckHolds("213");
            Check.That(!tree.Finds("/") || tree.Finds("r"), "'r' was added before '/'");
            tree.CheckHolds("105");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The 49th child makes a node one with a slot for every byte; more come by one store each.</summary>
    [Scenario("prefix-add-child")]
    public static void AddChild(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world);
        for (char c = '0'; c < '0' + 48; c++) tree.Put(c.ToString());
        world.Thread("writer", () =>
        {
            tree.Put("q");
            tree.Put("z");
            tree.Put("!");
            tree.Drop("z");
        });
        world.Thread("reader", () =>
        {
            bool third = tree.Finds("!");
            Check.That(tree.Finds("q") || !third, "what was added before is not there");
            Check.That(tree.TryGetFirst(out System.ReadOnlyMemory<byte> first, out _) && SmallPrefix.Text(first) == (third ? "!" : SmallPrefix.Text(first)), "'!' was found, and then it was not the first");
            tree.CheckHolds("0");
            tree.Finds("z");
            tree.CheckHolds("_");
        });
        world.Thread("walker", () => tree.CheckScan("0", "1", "A", "^", "_"));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>An entry comes behind all others of a leaf with room, then between them.</summary>
    [Scenario("prefix-append")]
    public static void Append(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b");
        world.Thread("writer", () =>
        {
            tree.Put("c");
            tree.Put("a long key, more than a mark");
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetLast(out System.ReadOnlyMemory<byte> last, out long value), "there are entries throughout");
            Check.That(SmallPrefix.Text(last) is "b" or "c" && value == SmallPrefix.Old(SmallPrefix.Text(last)), $"the last is '{SmallPrefix.Text(last)}': {value}");
            Check.That(!tree.Finds("a long key, more than a mark") || tree.Finds("c"), "'c' was added before");
            tree.CheckHolds("b");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The last entry of a leaf goes, and another one comes behind the rest: in a leaf that was changed in place it would stand where the first one stood.</summary>
    [Scenario("prefix-remove-last")]
    public static void RemoveLast(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b", "y");
        world.Thread("writer", () =>
        {
            tree.Drop("y");
            tree.Put("x");
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds("b");
            bool found = tree.Finds("y");
            Check.That(!tree.Finds("x") || !tree.Finds("y"), "'y' was removed before 'x' was added");
            Check.That(found || !tree.Finds("y"), "'y' came back");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A leaf is copied without one of its entries, and used again at once.</summary>
    [Scenario("prefix-remove-recycled")]
    public static void RemoveRecycled(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Recycling(world, "a", "b", "c", "d");
        world.Thread("writer", () =>
        {
            tree.Drop("b");
            tree.Drop("d");
            tree.Put("0");
            tree.Put("1");
        });
        world.Thread("reader", () =>
        {
            tree.CheckHolds("a");
            tree.Finds("d");
            tree.CheckHolds("c");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Values of 8 bytes are overwritten in place, those of 16 in a copy.</summary>
    [Scenario("prefix-overwrite")]
    public static void Overwrite(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var narrow = new PrefixTree<long>(new PrefixTreeOptions<long> { Domain = domain, RecycleNodes = false });
        var wide = new PrefixTree<Wide>(new PrefixTreeOptions<Wide> { Domain = domain, RecycleNodes = false });
        byte[] first = SmallPrefix.Bytes("a"), second = SmallPrefix.Bytes("b");
        narrow[first] = narrow[second] = 1;
        wide[first] = wide[second] = Wide.Of(1);
        world.Thread("writer", () =>
        {
            narrow[first] = 2;
            narrow[second] = 2;
            wide[first] = Wide.Of(2);
            wide[second] = Wide.Of(2);
        });
        world.Thread("reader", () =>
        {
            Check.That(wide.TryGetValue(second, out Wide later) && wide.TryGetValue(first, out Wide one) && one.Whole() >= later.Whole(), "an overwritten value came back");
            Check.That(narrow.TryGetValue(second, out long last) && narrow.TryGetValue(first, out long other) && other >= last, "an overwritten value came back");
        });
    }

    /// <summary>Several writes at once: a reader that finds one of them finds all.</summary>
    [Scenario("prefix-batch")]
    public static void Batch(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b", "c");
        world.Thread("writer", () =>
        {
            using PrefixTree<long>.Batch batch = tree.BeginBatch();
            batch[SmallPrefix.Bytes("d")] = SmallPrefix.Old("d");
            batch.Remove(SmallPrefix.Bytes("b"));
            batch[SmallPrefix.Bytes("e")] = SmallPrefix.Old("e");
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            bool seen = tree.Finds("d") | tree.Finds("e") | !tree.Finds("b");
            Check.That(!seen || (tree.Finds("d") && tree.Finds("e") && !tree.Finds("b")), "B1: a part of a batch was seen");
            tree.CheckHolds("a");
            tree.CheckHolds("c");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two writers add one key: one of them does.</summary>
    [Scenario("prefix-two-adders")]
    public static void TwoAdders(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a");
        bool one = false, other = false;
        long made = 0;
        world.Thread("one", () => one = tree.TryAdd(SmallPrefix.Bytes("b"), 1));
        world.Thread("other", () =>
        {
            other = tree.TryAdd(SmallPrefix.Bytes("b"), 2);
            made = tree.GetOrAdd(SmallPrefix.Bytes("c"), 3);
        });
        world.Thread("third", () => Check.That(tree.GetOrAdd(SmallPrefix.Bytes("c"), 4) is 3 or 4, "what another thread added"));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(one != other && tree[SmallPrefix.Bytes("b")] == (one ? 1 : 2), "W1: of two that add one key one was to succeed");
            Check.Equal(tree[SmallPrefix.Bytes("c")], made, "what GetOrAdd found or made");
            Check.Equal(3, tree.Count, "entries");
        });
    }
}
