using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Numerics;
using Concurrent.Unit.Maples;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>The real tables of who has which internet addresses, as the fewest blocks that make up their ranges: every answer is that of the maple tree, which holds the ranges.</summary>
public class CidrRangeTableTests
{
    private static readonly RangeEntry<uint, string>[] Ranges4 = [.. Lines(RealFile.OfReplay("asn-country-ipv4-num.csv.gz"), NumberStyles.None).Select(static line => new RangeEntry<uint, string>((uint)line.First, (uint)line.Last, line.Country))];
    private static readonly RangeEntry<UInt128, string>[] Ranges6 =
        [.. Lines(RealFile.OfTests("asn-country-ipv6-hi64.csv.gz"), NumberStyles.AllowHexSpecifier).Select(static line => new RangeEntry<UInt128, string>(new UInt128(line.First, 0), new UInt128(line.Last, ulong.MaxValue), line.Country))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_answer_about_IPv4_is_the_maple_trees(bool load)
    {
        var maple = new MapleTree<uint, string>();
        maple.Load(Ranges4);
        Block[] blocks = [.. Ranges4.SelectMany(static range => Cover((UInt128)range.First, (UInt128)range.Last, 32))];
        Assert.Equal((141_822, 177_131), (Ranges4.Length, blocks.Length));
        CidrTable<string> table = Filled(blocks, Ranges4.SelectMany(static range => Cover(range.First, range.Last, 32).Select(_ => range.Value)), load);
        CidrTableSnapshot<string> snapshot = table.Snapshot();
        foreach (var range in Ranges4)
        {
            foreach (uint address in (ReadOnlySpan<uint>)[range.First, range.First - 1, range.First + 1, range.First + ((range.Last - range.First) / 2), range.Last - 1, range.Last, range.Last + 1])
            {
                bool isThere = maple.TryGetRange(address, out RangeEntry<uint, string> expected);
                if (table.TryGetLongestPrefix(address, out int length, out string? country) != isThere || country != expected.Value) Assert.Fail($"at {address:x}: {country}, expected {expected}");
                if (isThere) AssertInside(new RangeEntry<UInt128, string>(expected.First, expected.Last, expected.Value), address, length, 32);
                if (snapshot.TryGetLongestPrefix(address, out int its, out country) != isThere || country != expected.Value || its != length) Assert.Fail($"at {address:x} of the snapshot: {country}, expected {expected}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_answer_about_IPv6_is_the_maple_trees(bool load)
    {
        var maple = new MapleTree<UInt128, string>();
        maple.Load(Ranges6);
        Block[] blocks = [.. Ranges6.SelectMany(static range => Cover(range.First, range.Last, 128))];
        CidrTable<string> table = Filled(blocks, Ranges6.SelectMany(static range => Cover(range.First, range.Last, 128).Select(_ => range.Value)), load);
        foreach (var range in Ranges6)
        {
            foreach (UInt128 address in (ReadOnlySpan<UInt128>)[range.First, range.First - 1, range.First + ((range.Last - range.First) / 2), range.Last, range.Last + 1])
            {
                bool isThere = maple.TryGetRange(address, out RangeEntry<UInt128, string> expected);
                if (table.TryGetLongestPrefix(address, out int length, out string? country) != isThere || country != expected.Value) Assert.Fail($"at {address:x}: {country}, expected {expected}");
                if (isThere) AssertInside(expected, address, length, 128);
            }
        }
    }

    [Fact]
    public void IPv4_announced_and_withdrawn_in_random_order_leaves_nothing()
    {
        Block[] blocks = TreeOf.Shuffled([.. Ranges4.SelectMany(static range => Cover((UInt128)range.First, (UInt128)range.Last, 32))], 7);
        var table = new CidrTable<int>();
        for (int i = 0; i < blocks.Length; i++) Assert.True(table.TryAdd(blocks[i].Network, i));
        table.CheckInvariants();
        blocks = TreeOf.Shuffled(blocks, 8);
        for (int i = 0; i < blocks.Length; i++)
        {
            Assert.True(table.TryGetLongestPrefix(blocks[i].Address4, out int length, out _) && length == blocks[i].Length, "disjoint blocks: each is its own longest");
            Assert.True(table.Remove(blocks[i].Network));
            Assert.False(table.TryGetLongestPrefix(blocks[i].Address4, out _, out _));
            if (i == blocks.Length / 2) table.CheckInvariants();
        }

        table.CheckInvariants();
        Assert.True(table.IsEmpty);
    }

    private static CidrTable<string> Filled(Block[] blocks, IEnumerable<string> countries, bool load)
    {
        KeyValuePair<IPNetwork, string>[] entries = [.. blocks.Zip(countries, static (block, country) => KeyValuePair.Create(block.Network, country))];
        var table = new CidrTable<string>();
        if (load) table.Load(entries);
        else foreach (var (network, country) in TreeOf.Shuffled(entries, 9)) table.Add(network, country);
        table.CheckInvariants();
        Assert.Equal(entries, table);
        return table;
    }

    /// <summary>The block of that length around the address is part of the range.</summary>
    private static void AssertInside(RangeEntry<UInt128, string> range, UInt128 address, int length, int width)
    {
        UInt128 rest = width - length == 128 ? UInt128.MaxValue : (UInt128.One << (width - length)) - 1;
        if ((address & ~rest) < range.First || (address | rest) > range.Last) Assert.Fail($"the /{length} around {address:x} is not inside {range}");
    }

    /// <summary>The fewest blocks that make up a range, in order.</summary>
    private static IEnumerable<Block> Cover(UInt128 first, UInt128 last, int width)
    {
        while (true)
        {
            // As large as the first address is aligned to, and as what is left.
            int free = first == 0 ? width : (int)UInt128.TrailingZeroCount(first);
            while (free == 128 || (free > 0 && (UInt128.One << free) - 1 > last - first)) free--;
            yield return new Block(width == 128, first << (128 - width), width - free);
            if (last - first == (UInt128.One << free) - 1) yield break;
            first += UInt128.One << free;
        }
    }

    private static IEnumerable<(ulong First, ulong Last, string Country)> Lines(IEnumerable<string> lines, NumberStyles style) =>
        from line in lines
        let fields = line.Split(',')
        select (ulong.Parse(fields[0], style, CultureInfo.InvariantCulture), ulong.Parse(fields[1], style, CultureInfo.InvariantCulture), string.Intern(fields[2]));
}
