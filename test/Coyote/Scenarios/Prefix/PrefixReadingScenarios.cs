using System;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Searches that rest on several nodes (P7), walks, and removal by prefix (P2).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// prefix-longest         way read once
/// prefix-longest-moves   none of its own: the nodes on the way are replaced
/// prefix-ceiling         far way read once; near leaf looked at once
/// prefix-floor           none of its own: downwards, where the leaf is copied
/// prefix-appended-behind value read without another look at the count
/// prefix-first-last      none of its own: at both ends
/// prefix-remove-prefix   keys removed one by one
/// prefix-remove-scan     none of its own: walks, and look-ups of keys beside the prefix
/// prefix-scan-recycled   walk outside its section
/// prefix-many            many look-ups outside their section
/// </code>
/// </remarks>
internal static class PrefixReadingScenarios
{
    /// <summary>A short prefix comes, and then the long one goes: one of them is there at any moment (P7).</summary>
    [Scenario("prefix-longest")]
    public static void Longest(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "").Fill("a", 33).With("a17x");
        world.Thread("writer", () =>
        {
            tree.Put("a");
            tree.Drop("a17x");
            tree.Drop("a17");
        });
        world.Thread("reader", () =>
        {
            string first = LongestOf(tree, "a17xyz");
            Check.That(first is "a17x" or "a17" or "a", $"P7: the longest is '{first}'; until 'a17' went, 'a' had come");
            string second = LongestOf(tree, "a17xyz");
            Check.That(second.Length <= first.Length && second != "", $"P7: the longest is '{second}', after '{first}' was seen");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The nodes on the way are cut, burst and joined: what is there throughout is found, or something longer.</summary>
    [Scenario("prefix-longest-moves")]
    public static void LongestMoves(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a").Fill("abc", 31);
        world.Thread("writer", () =>
        {
            tree.Put("abc13x");
            tree.Put("ab");
            tree.Put("b");
            tree.Drop("abc13x");
            tree.Drop("b");
        });
        world.Thread("reader", () =>
        {
            string longest = LongestOf(tree, "abc13xy");
            Check.That(longest is "abc13" or "abc13x", $"the longest is '{longest}'");
            longest = LongestOf(tree, "abd");
            Check.That(longest is "a" or "ab", $"the longest is '{longest}'");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Something comes into the leaf before, and then what lay behind it goes: both must not be missed (P7).</summary>
    [Scenario("prefix-ceiling")]
    public static void Ceiling(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("a", 33);
        tree.Drop("a12"); // room at the end of the leaf, so that what comes there changes nothing but the count
        world.Thread("writer", () =>
        {
            tree.Put("a19");
            tree.Drop("a20");
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetCeiling(SmallPrefix.Bytes("a18"), out ReadOnlyMemory<byte> key, out long value), "'a30' is there throughout");
            string found = SmallPrefix.Text(key);
            Check.That(found is "a19" or "a20", $"P7: the first from 'a18' on is '{found}'; until 'a20' went, 'a19' had come");
            Check.Equal(SmallPrefix.Old(found), value, $"the value of '{found}'");
            Check.That(tree.TryGetHigher(SmallPrefix.Bytes("a17"), out key, out _), "'a30' is there throughout");
            Check.That(SmallPrefix.Text(key) == "a19" || (SmallPrefix.Text(key) == "a20" && found != "a19"), $"the next after 'a17' is '{SmallPrefix.Text(key)}', after '{found}' was seen");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The same downwards.</summary>
    [Scenario("prefix-floor")]
    public static void Floor(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("a", 33);
        world.Thread("writer", () =>
        {
            tree.Put("a2-");
            tree.Drop("a17");
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetFloor(SmallPrefix.Bytes("a2/"), out ReadOnlyMemory<byte> key, out long value), "'a00' is there throughout");
            string found = SmallPrefix.Text(key);
            Check.That(found is "a2-" or "a17", $"P7: the last up to 'a2/' is '{found}'; until 'a17' went, 'a2-' had come");
            Check.Equal(SmallPrefix.Old(found), value, $"the value of '{found}'");
            Check.That(tree.TryGetLower(SmallPrefix.Bytes("a20"), out key, out _), "'a00' is there throughout");
            Check.That(SmallPrefix.Text(key) == "a2-" || (SmallPrefix.Text(key) == "a17" && found != "a2-"), $"the last before 'a20' is '{SmallPrefix.Text(key)}', after '{found}' was seen");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A longer key comes behind one that gets a new value then: as long as the first is the last of all, and the longest prefix, its value is the old one (P7).</summary>
    [Scenario("prefix-appended-behind")]
    public static void AppendedBehind(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b");
        world.Thread("writer", () =>
        {
            tree.Put("bc");
            tree[SmallPrefix.Bytes("b")] = SmallPrefix.New;
        });
        world.Thread("last", () =>
        {
            Check.That(tree.TryGetLast(out ReadOnlyMemory<byte> last, out long value) && SmallPrefix.Text(last) is "b" or "bc", $"the last is '{SmallPrefix.Text(last)}'");
            Check.Equal(SmallPrefix.Old(SmallPrefix.Text(last)), value, $"the value of '{SmallPrefix.Text(last)}' while it was the last");
        });
        world.Thread("longest", () => Check.That(LongestOf(tree, "bcd") is "b" or "bc", "the longest prefix of 'bcd'"));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>At both ends something goes after something comes: beyond the tree's path, and in its leaves.</summary>
    [Scenario("prefix-first-last")]
    public static void FirstAndLast(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("a", 33);
        world.Thread("writer", () =>
        {
            tree.Put("a");
            tree.Drop("a00");
            tree.Put("b");
            tree.Drop("a40");
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetLast(out ReadOnlyMemory<byte> last, out _) && SmallPrefix.Text(last) is "a40" or "b", $"P7: the last is '{SmallPrefix.Text(last)}'");
            Check.That(tree.TryGetFirst(out ReadOnlyMemory<byte> first, out _) && SmallPrefix.Text(first) is "a00" or "a", $"P7: the first is '{SmallPrefix.Text(first)}'");
            Check.That(SmallPrefix.Text(last) != "b" || SmallPrefix.Text(first) == "a", "'a' had come before 'b'");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Many keys with one prefix go by one store: a reader that misses one of them misses all, and a snapshot has all or none.</summary>
    [Scenario("prefix-remove-prefix")]
    public static void RemovePrefix(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b").Fill("ab", 33);
        world.Thread("writer", () => Check.Equal(33, tree.RemovePrefix(SmallPrefix.Bytes("ab")), "keys removed"));
        world.Thread("reader", () =>
        {
            bool first = tree.Finds("ab00");
            Check.That(first || !tree.Finds("ab40"), "P2: of keys that were removed together one was there after another was not");
            tree.CheckHolds("a");
            tree.CheckHolds("b");
        });
        world.Thread("taker", () =>
        {
            PrefixTreeSnapshot<long> snapshot = tree.Snapshot();
            Check.That(snapshot.CountPrefix(SmallPrefix.Bytes("ab")) is 0 or 33, "S1: a snapshot has a part of what was removed together");
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(2, tree.Count, "entries");
        });
    }

    /// <summary>A walk beside removal by prefix and a join: what has another prefix is seen.</summary>
    [Scenario("prefix-remove-scan")]
    public static void RemoveScan(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "aa", "c", "d").Fill("ab", 33);
        world.Thread("writer", () =>
        {
            tree.RemovePrefix(SmallPrefix.Bytes("ab"));
            tree.RemovePrefix(SmallPrefix.Bytes("c"));
            tree.Put("b");
        });
        world.Thread("walker", () => tree.CheckScan("aa", "d"));
        world.Thread("down", () => tree.CheckDescending("d", "aa"));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers the walk: the nodes ahead of it are not recycled under it.</summary>
    [Scenario("prefix-scan-recycled")]
    public static void ScanRecycled(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Recycling(world).Fill("a", 18).Fill("b", 18);
        world.Thread("writer", () =>
        {
            tree.Drop("b00");
            tree.Drop("b01");
            tree.Drop("b02");
        });
        world.Thread("walker", () => tree.CheckScan("a00", "a21", "b03", "b21"));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Many look-ups at once while leaves are copied and used again.</summary>
    [Scenario("prefix-many")]
    public static void Many(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Recycling(world, "a", "b", "c", "d");
        world.Thread("writer", () =>
        {
            tree.Drop("b");
            tree.Drop("d");
            tree.Put("0");
        });
        world.Thread("reader", () =>
        {
            string[] texts = ["a", "x", "c"];
            ReadOnlyMemory<byte>[] keys = [.. Array.ConvertAll(texts, SmallPrefix.Bytes)];
            var values = new long[keys.Length];
            var found = new bool[keys.Length];
            Check.Equal(2, tree.GetMany(keys, values, found), "of these keys two are there throughout");
            for (int at = 0; at < keys.Length; at++) if (found[at]) Check.Equal(SmallPrefix.Old(texts[at]), values[at], $"the value of '{texts[at]}'");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static string LongestOf(PrefixTree<long> tree, string key)
    {
        Check.That(tree.TryGetLongestPrefix(SmallPrefix.Bytes(key), out int length, out long value), $"a prefix of '{key}' is there throughout");
        string found = key[..length];
        Check.Equal(SmallPrefix.Old(found), value, $"the value of '{found}'");
        return found;
    }
}
