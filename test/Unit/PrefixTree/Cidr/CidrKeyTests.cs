using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>How blocks are written as keys.</summary>
public class CidrKeyTests
{
    [Theory]
    [InlineData("0.0.0.0/0", 1)]
    [InlineData("0.0.0.0/1", 2)]
    [InlineData("254.0.0.0/7", 2)]
    [InlineData("255.0.0.0/8", 3)]
    [InlineData("192.0.2.16/28", 5)]
    [InlineData("192.0.2.16/29", 6)]
    [InlineData("192.0.2.1/32", 6)]
    [InlineData("::/0", 1)]
    [InlineData("2001:db8::/126", 19)]
    [InlineData("2001:db8::1/128", 20)]
    public void A_key_has_a_byte_for_the_family_and_one_for_each_seven_bits(string text, int length)
    {
        byte[] key = KeyOf(Block.Of(text));
        Assert.Equal(length, key.Length);
        Assert.Equal(IPNetwork.Parse(text), CidrKey.ToNetwork(key));
        Assert.DoesNotContain((byte)0, key);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Blocks_of_every_length_come_back_as_they_were(bool isIPv6)
    {
        var random = new Random(1);
        for (int round = 0; round < 200; round++)
        {
            foreach (Block block in Blocks.Around(Blocks.Some(random, isIPv6)))
            {
                byte[] key = KeyOf(block);
                Assert.Equal(block.Length, CidrKey.PrefixLength(key));
                if (CidrKey.ToNetwork(key) != block.Network) Assert.Fail($"{block} came back as {CidrKey.ToNetwork(key)}");
            }
        }
    }

    [Fact]
    public void The_bytes_are_in_the_order_of_families_base_addresses_and_lengths()
    {
        var random = new Random(2);
        Block[] blocks = [.. Enumerable.Range(0, 1500).Select(i => Blocks.Some(random, isIPv6: i % 3 == 0)).Distinct()];
        Block[] byBytes = [.. blocks.OrderBy(KeyOf, Comparer<byte[]>.Create(static (one, other) => one.AsSpan().SequenceCompareTo(other)))];
        Assert.Equal(blocks.Order(), byBytes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_inside_a_block_is_one_range_of_keys_and_nothing_else_is_in_it(bool isIPv6)
    {
        var random = new Random(3);
        Block[] blocks = [.. Enumerable.Range(0, 400).Select(_ => Blocks.Some(random, isIPv6)).Distinct()];
        foreach (Block outer in blocks)
        {
            byte[] key = KeyOf(outer);
            PrefixWindow window = CidrKey.Within(key, new byte[CidrKey.Room]);
            foreach (Block inner in blocks)
            {
                byte[] other = KeyOf(inner);
                bool isWithin = other.AsSpan().SequenceCompareTo(window.Low) >= 0 && PrefixWindow.IsUpTo(other, window.High, window.HighBound);
                if (isWithin != outer.Contains(inner)) Assert.Fail($"{inner} in {outer}: {isWithin}");
                if (window.Shared > 0 && isWithin != other.AsSpan().StartsWith(key)) Assert.Fail($"{inner} begins as {outer}: {!isWithin}");
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_key_of_an_address_is_covered_by_those_of_the_blocks_that_contain_it(bool isIPv6)
    {
        var random = new Random(4);
        Block[] blocks = [.. Enumerable.Range(0, 400).Select(_ => Blocks.Some(random, isIPv6)).Distinct()];
        foreach (Block some in blocks)
        {
            Block address = some with { Length = some.Width };
            byte[] key = CidrKey.WriteAddress(address.Address, new byte[CidrKey.Room]).ToArray();
            Assert.True(key.AsSpan().StartsWith(KeyOf(address)));
            foreach (Block block in blocks)
            {
                if (CidrKey.Covers(KeyOf(block), key) != block.Contains(address)) Assert.Fail($"{block} covers {address}: {!block.Contains(address)}");
            }
        }
    }

    [Fact]
    public void There_are_254_symbols_and_those_above_each_are_what_it_begins_with()
    {
        int symbols = 0;
        for (int symbol = 1; symbol < 255; symbol++)
        {
            int length = CidrKey.LengthOf((byte)symbol);
            Assert.InRange(length, 1, 7);
            symbols++;
            var above = new List<byte>();
            for (ulong rest = CidrKey.Above((byte)symbol); rest != 0; rest >>= 8) above.Add((byte)rest);
            Assert.Equal(Enumerable.Range(1, length - 1).Reverse(), above.Select(static its => CidrKey.LengthOf(its)));
            Assert.All(above, its => Assert.InRange(symbol, its + 1, its + (int)CidrKey.Reach(its) - 1));
        }

        Assert.Equal(254, symbols);
        Assert.Equal((0, 0), (CidrKey.LengthOf(0), CidrKey.LengthOf(255)));
    }

    private static byte[] KeyOf(Block block) => CidrKey.Write(block.Network, new byte[CidrKey.Room]).ToArray();
}
