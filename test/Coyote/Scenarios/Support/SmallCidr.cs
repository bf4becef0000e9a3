using System;
using System.Net;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Tables of blocks just before a change of their shape; each value follows from its block.</summary>
internal static class SmallCidr
{
    /// <summary>What writers store over a value; no block has it to begin with.</summary>
    internal const long New = 1;

    /// <summary>A table that leaves replaced nodes to the collector: no reclaimer runs, and all steps are those of readers and writers.</summary>
    internal static CidrTable<long> Of(World world, params ReadOnlySpan<string> blocks) =>
        new CidrTable<long>(new PrefixTreeOptions<long> { Domain = Given.Domain(world), RecycleNodes = false }).With(blocks);

    /// <summary>A table that recycles its nodes one by one: what comes back too early comes back at once.</summary>
    internal static CidrTable<long> Recycling(World world, params ReadOnlySpan<string> blocks)
    {
        var pool = new PrefixTreePool<long>(Given.Domain(world), new NodePoolOptions { BagSize = 1 });
        return new CidrTable<long>(new PrefixTreeOptions<long> { Pool = pool }).With(blocks);
    }

    /// <summary>Adds blocks, each with its value.</summary>
    internal static CidrTable<long> With(this CidrTable<long> table, params ReadOnlySpan<string> blocks)
    {
        foreach (string block in blocks) table.Put(block);
        return table;
    }

    /// <summary>Adds so many blocks side by side, each of three symbols: 10.0.0.0/21, 10.0.8.0/21, and so on. More than 32 hang in an inner node, one leaf each, of which 10.0.0.0/14 is the terminal.</summary>
    internal static CidrTable<long> Fill(this CidrTable<long> table, int count)
    {
        for (int i = 0; i < count; i++) table.Put(Numbered(i));
        return table;
    }

    /// <summary>The block of a number that <see cref="Fill"/> adds.</summary>
    internal static string Numbered(int number) => $"10.{number >> 5}.{(number & 31) << 3}.0/21";

    /// <summary>Stores the value of a block.</summary>
    internal static void Put(this CidrTable<long> table, string block) => table[IPNetwork.Parse(block)] = Old(block);

    internal static void Drop(this CidrTable<long> table, string block) => Check.That(table.Remove(IPNetwork.Parse(block)), $"{block} is there until it is removed");

    /// <summary>The value of a block to begin with.</summary>
    internal static long Old(string block)
    {
        long number = 1;
        foreach (char c in block) number = (number * 131) + c;
        return Value.Of(number);
    }

    /// <summary>The longest block that contains an address; one of them is there at any moment, and each has its value.</summary>
    internal static string Longest(this CidrTable<long> table, string address)
    {
        Check.That(table.TryGetLongestPrefix(Number(address), out int length, out long value), $"P7: no block contains {address}, but one did at any moment");
        string found = new IPNetwork(Base(address, length), length).ToString();
        Check.Equal(Old(found), value, $"the value of {found}");
        return found;
    }

    internal static uint Number(string address)
    {
        byte[] bytes = IPAddress.Parse(address).GetAddressBytes();
        return ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
    }

    private static IPAddress Base(string address, int length)
    {
        uint bits = length == 0 ? 0 : Number(address) >> (32 - length) << (32 - length);
        return new IPAddress([(byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (byte)bits]);
    }
}
