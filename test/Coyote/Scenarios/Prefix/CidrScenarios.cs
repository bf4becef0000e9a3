using System.Net;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>The longest block that contains an address while blocks around it come and go, and the nodes that hold them burst and come together (P7), and removal of all that is inside a block (P2).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// cidr-longest           none of its own: the node is copied between one block and the other
/// cidr-longest-terminal  way read once; second look at the way only
/// cidr-longest-symbols   blocks above the answer passed over in the second look
/// cidr-burst             none of its own: a leaf bursts under a look-up
/// cidr-unburst           none of its own: leaves come together under one
/// cidr-appended-behind   value read without another look at the count
/// cidr-recycled          look-up outside its section
/// cidr-remove-within     blocks removed symbol by symbol
/// cidr-containing        walk outside its section
/// </code>
/// </remarks>
internal static class CidrScenarios
{
    /// <summary>A short block comes, and then the long ones go: one of them is there at any moment (P7).</summary>
    [Scenario("cidr-longest")]
    public static void Longest(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world).Fill(33).With("10.0.64.0/24");
        world.Thread("writer", () =>
        {
            table.Put("10.0.0.0/16");
            table.Drop("10.0.64.0/24");
            table.Drop("10.0.64.0/21");
        });
        world.Thread("reader", () =>
        {
            string first = table.Longest("10.0.64.1");
            Check.That(first is "10.0.64.0/24" or "10.0.64.0/21" or "10.0.0.0/16", $"P7: the longest is {first}");
            string second = table.Longest("10.0.64.1");
            Check.That(IPNetwork.Parse(second).PrefixLength <= IPNetwork.Parse(first).PrefixLength, $"P7: the longest is {second}, after {first} was seen");
        });
        world.Finally(table.CheckInvariants);
    }

    /// <summary>A longer block comes by one store into a node that was passed, and then the shorter one, found above, gets a new value: nobody who reads that takes it for the longest's (P7).</summary>
    [Scenario("cidr-longest-terminal")]
    public static void LongestTerminal(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/8").Fill(33);
        world.Thread("writer", () =>
        {
            table.Put("10.0.0.0/14");
            table[IPNetwork.Parse("10.0.0.0/8")] = SmallCidr.New;
        });
        world.Thread("reader", () =>
        {
            string longest = table.Longest("10.2.0.1");
            Check.That(longest is "10.0.0.0/8" or "10.0.0.0/14", $"the longest is {longest}");
        });
        world.Finally(table.CheckInvariants);
    }

    /// <summary>The same with a node of 256 slots, which gets a child by one store: one that is the block between.</summary>
    [Scenario("cidr-longest-symbols")]
    public static void LongestSymbols(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/14").Fill(60);
        world.Thread("writer", () =>
        {
            table.Put("10.2.0.0/15");
            table[IPNetwork.Parse("10.0.0.0/14")] = SmallCidr.New;
        });
        world.Thread("reader", () =>
        {
            string longest = table.Longest("10.2.0.1");
            Check.That(longest is "10.0.0.0/14" or "10.2.0.0/15", $"the longest is {longest}");
        });
        world.Finally(table.CheckInvariants);
    }

    /// <summary>A leaf bursts, and what it held hangs from symbols of a node: the blocks that are there throughout are found where they are now.</summary>
    [Scenario("cidr-burst")]
    public static void Burst(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/14", "10.0.0.0/16", "10.0.64.0/24").Fill(29);
        world.Thread("writer", () =>
        {
            table.Put("10.0.64.128/25");
            table.Put("10.3.0.0/24");
        });
        world.Thread("reader", () =>
        {
            string longest = table.Longest("10.0.64.129");
            Check.That(longest is "10.0.64.0/24" or "10.0.64.128/25", $"the longest is {longest}");
            Check.That(table.Longest("10.0.255.1") == "10.0.0.0/16", "a block that ends at a symbol above is there throughout");
            Check.That(table.Longest("10.1.0.1") == "10.0.0.0/14", "the block that ends in the node is there throughout");
        });
        world.Finally(() =>
        {
            table.CheckInvariants();
            Check.Equal(34, table.Count, "blocks");
        });
    }

    /// <summary>The way back: with 16 entries left, the leaves below the node become one.</summary>
    [Scenario("cidr-unburst")]
    public static void Unburst(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/14", "10.0.0.0/16", "10.0.64.0/24").Fill(30);
        for (int i = 0; i < 16; i++) if (i != 8) table.Drop(SmallCidr.Numbered(i)); // 18 are left
        world.Thread("writer", () =>
        {
            table.Drop("10.0.64.0/24");
            table.Drop(SmallCidr.Numbered(16));
        });
        world.Thread("reader", () =>
        {
            string longest = table.Longest("10.0.64.1");
            Check.That(longest is "10.0.64.0/24" or "10.0.64.0/21", $"the longest is {longest}");
            Check.That(table.Longest("10.0.248.1") == (table.ContainsKey(IPNetwork.Parse("10.0.248.0/21")) ? "10.0.248.0/21" : "10.0.0.0/16"), "nothing changes there");
            Check.That(table.Longest("10.1.0.1") == "10.0.0.0/14", "the block that ends in the node is there throughout");
        });
        world.Finally(() =>
        {
            table.CheckInvariants();
            Check.Equal(16, table.Count, "blocks");
        });
    }

    /// <summary>A longer block comes behind one that gets a new value then, in one leaf: as long as the first is the longest, its value is the old one (P7).</summary>
    [Scenario("cidr-appended-behind")]
    public static void AppendedBehind(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/8", "10.1.0.0/16");
        world.Thread("writer", () =>
        {
            table.Put("10.1.1.0/24");
            table[IPNetwork.Parse("10.1.0.0/16")] = SmallCidr.New;
        });
        world.Thread("reader", () => Check.That(table.Longest("10.1.1.1") is "10.1.0.0/16" or "10.1.1.0/24", "the longest block around 10.1.1.1"));
        world.Finally(table.CheckInvariants);
    }

    /// <summary>One section covers the look-up: leaves that are copied are not used again under it.</summary>
    [Scenario("cidr-recycled")]
    public static void Recycled(World world)
    {
        CidrTable<long> table = SmallCidr.Recycling(world, "10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16");
        world.Thread("writer", () =>
        {
            table.Drop("10.1.0.0/16");
            table.Drop("10.3.0.0/16");
            table.Put("9.0.0.0/8");
        });
        world.Thread("reader", () =>
        {
            Check.That(table.Longest("10.2.0.1") == "10.2.0.0/16", "a block that is there throughout");
            Check.That(table.Longest("10.3.0.1") is "10.0.0.0/8" or "10.3.0.0/16", "the longest block around 10.3.0.1");
        });
        world.Finally(table.CheckInvariants);
    }

    /// <summary>What is inside a block goes by one store, though it hangs from several symbols: a reader that misses one of them misses all, and a snapshot has all or none.</summary>
    [Scenario("cidr-remove-within")]
    public static void RemoveWithin(World world)
    {
        CidrTable<long> table = SmallCidr.Of(world, "10.0.0.0/14").Fill(33);
        world.Thread("writer", () => Check.Equal(8, table.RemoveWithin(IPNetwork.Parse("10.0.64.0/18")), "blocks removed"));
        world.Thread("reader", () =>
        {
            bool first = table.Longest("10.0.64.1") != "10.0.0.0/14";
            Check.That(first || table.Longest("10.0.120.1") == "10.0.0.0/14", "P2: of blocks that were removed together one was there after another was not");
            Check.That(table.Longest("10.0.128.1") == "10.0.128.0/21", "a block beside them");
        });
        world.Thread("taker", () =>
        {
            CidrTableSnapshot<long> snapshot = table.Snapshot();
            Check.That(snapshot.CountWithin(IPNetwork.Parse("10.0.64.0/18")) is 0 or 8, "S1: a snapshot has a part of what was removed together");
        });
        world.Finally(() =>
        {
            table.CheckInvariants();
            Check.Equal(26, table.Count, "blocks");
        });
    }

    /// <summary>A walk over the blocks around an address meets those that are there throughout, the shortest first, in nodes that are not recycled under it.</summary>
    [Scenario("cidr-containing")]
    public static void Containing(World world)
    {
        CidrTable<long> table = SmallCidr.Recycling(world, "10.0.0.0/8", "10.1.0.0/16", "10.1.1.0/24", "10.2.0.0/16");
        world.Thread("writer", () =>
        {
            table.Put("10.1.0.0/20");
            table.Drop("10.2.0.0/16");
            table.Drop("10.1.0.0/20");
        });
        world.Thread("walker", () =>
        {
            int last = 0, met = 0;
            foreach (CidrEntry<long> entry in table.EnumerateContaining(IPAddress.Parse("10.1.1.1")))
            {
                Check.That(entry.PrefixLength > last, $"/{entry.PrefixLength} came after /{last}");
                Check.Equal(SmallCidr.Old(entry.Network.ToString()), entry.Value, $"the value of {entry.Network}");
                last = entry.PrefixLength;
                if (last is 8 or 16 or 24) met++;
            }

            Check.Equal(3, met, "blocks that are there throughout");
        });
        world.Finally(table.CheckInvariants);
    }
}
