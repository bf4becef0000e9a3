using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Tables against a list that is looked through from one end to the other.</summary>
public class CidrTableTests
{
    private static readonly int[] ProbeLengths = [7, 8, 12, 13, 14, 15, 20, 21, 22, 32];

    [Theory]
    [InlineData("192.0.2.77/32")]
    [InlineData("0.0.0.0/32")]
    [InlineData("255.255.255.255/32")]
    [InlineData("2001:db8:1234:5678:9abc:def0:1234:5678/128")]
    [InlineData("::/128")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128")]
    public void Nested_blocks_of_every_length_come_and_go_in_any_order(string text)
    {
        Block[] all = [.. Blocks.Around(Block.Of(text))];
        Block[] probes = [.. all.SelectMany(Blocks.Near).Distinct()];
        var random = new Random(5);
        var model = new CidrModel();
        random.Shuffle(all);
        for (int i = 0; i < all.Length; i++)
        {
            model.Put(all[i]);
            if (i % 16 == 0) model.Check(probes);
        }

        model.Check(probes);
        random.Shuffle(all);
        for (int i = 0; i < all.Length; i++)
        {
            model.Remove(all[i]);
            if (i % 16 == 0) model.Check(probes);
        }

        model.Check(probes);
        Assert.True(model.Table.IsEmpty);
    }

    [Theory]
    [InlineData(1, 0.7)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.4)]
    [InlineData(4, 0.6)]
    public void Random_writes_of_both_families_leave_what_they_should(int seed, double share)
    {
        var random = new Random(seed);
        var model = new CidrModel();
        for (int step = 1; step <= 4000; step++)
        {
            Block block = Blocks.Some(random, isIPv6: random.Next(3) == 0);
            if (random.NextDouble() < share) model.Put(block);
            else if (random.Next(3) == 0) model.Store(block);
            else if (random.Next(40) != 0) model.Remove(model.Expected.Count > 0 && random.Next(4) != 0 ? model.Expected.Keys[random.Next(model.Expected.Count)] : block);
            else if (block.Length > 3) model.RemoveWithin(block);
            if (step % 500 == 0) model.Check(Enumerable.Range(0, 40).SelectMany(_ => Blocks.Near(Blocks.Some(random, isIPv6: random.Next(3) == 0))));
        }

        Assert.True(model.Expected.Count > 300, $"{model.Expected.Count} blocks prove little");
    }

    [Fact]
    public void Blocks_of_one_length_side_by_side_with_longer_and_shorter_ones_fill_all_kinds_of_nodes()
    {
        var model = new CidrModel();
        for (int length = 13; length <= 22; length += length == 15 ? 5 : 1)
        {
            for (uint i = 0; i < 300; i++) model.Put(Block.Of((10u << 24) + (i << (32 - length)), length));
        }

        Block[] probes = [.. ProbeLengths.SelectMany(length => Enumerable.Range(0, 20).Select(i => Block.Of((10u << 24) + ((uint)i * 77_777), length)))];
        model.Check(probes);
        model.RemoveWithin(Block.Of("10.0.0.0/9"));
        model.Check(probes);
        model.RemoveWithin(Block.Of("0.0.0.0/3"));
        model.Check(probes);
        Assert.True(model.Table.IsEmpty);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(24)]
    [InlineData(27)]
    [InlineData(28)]
    [InlineData(31)]
    [InlineData(32)]
    public void What_is_inside_a_block_goes_by_one_write_and_nothing_else_does(int length)
    {
        var random = new Random(length);
        var model = new CidrModel();
        for (int i = 0; i < 2000; i++) model.Put(Block.Of((192u << 24) + (uint)(i % 10 == 0 ? random.Next(1 << 30) : random.Next(1 << 12)), random.Next(4, 33)));
        foreach (Block outside in Blocks.Around(Block.Of("10.1.2.3/32"))) model.Put(outside);
        model.Put(Block.Of("::/0"));
        model.Store(Block.Of("192.0.0.0/32"));
        Block[] probes = [.. Blocks.Near(Block.Of(192u << 24, length)), Block.Of("::/0"), Block.Of("10.1.2.3/32")];
        CidrTableSnapshot<int> before = model.Table.Snapshot();
        int count = model.Expected.Count;
        model.RemoveWithin(Block.Of(192u << 24, length));
        model.Check(probes);
        Assert.True(model.Expected.Count < count);
        model.RemoveWithin(Block.Of(192u << 24, length)); // again: nothing is left
        model.Check(probes);
        Assert.Equal(count, before.Count);
    }

    [Fact]
    public void An_address_of_IPv4_written_as_one_of_IPv6_is_one_of_IPv6()
    {
        var table = new CidrTable<string> { { IPNetwork.Parse("192.0.2.0/24"), "four" } };
        IPAddress mapped = IPAddress.Parse("::ffff:192.0.2.1");
        Assert.False(table.TryGetLongestPrefix(mapped, out _));
        Assert.True(table.TryGetLongestPrefix(mapped.MapToIPv4(), out string? value) && value == "four");
        table.Add(IPNetwork.Parse("::ffff:192.0.2.0/120"), "six");
        Assert.True(table.TryGetLongestPrefix(mapped, out IPNetwork network, out value));
        Assert.Equal((IPNetwork.Parse("::ffff:192.0.2.0/120"), "six"), (network, value));
        Assert.Equal(2, table.Count);
    }

    [Fact]
    public void The_default_network_is_all_of_IPv4_and_scope_ids_are_left_out()
    {
        var table = new CidrTable<int> { { default, 1 } };
        Assert.True(table.TryGetValue(IPNetwork.Parse("0.0.0.0/0"), out int value) && value == 1);
        table.Add(new IPNetwork(IPAddress.Parse("fe80::1"), 128), 2);
        Assert.True(table.TryGetLongestPrefix(IPAddress.Parse("fe80::1%7"), out value) && value == 2);
    }

    [Fact]
    public void The_order_is_by_family_base_address_and_length_and_Load_takes_it()
    {
        string[] texts = ["0.0.0.0/0", "10.0.0.0/8", "10.0.0.0/9", "10.0.0.0/32", "10.0.0.1/32", "11.0.0.0/8", "::/0", "::/128", "2001:db8::/32", "2001:db8::/33"];
        var table = new CidrTable<int>();
        table.Load(texts.Select(static (text, i) => KeyValuePair.Create(IPNetwork.Parse(text), i)));
        table.CheckInvariants();
        Assert.Equal(texts, table.Select(static entry => entry.Key.ToString()));
        var other = new CidrTable<int>();
        foreach (string text in texts.Reverse()) other.Add(IPNetwork.Parse(text), Array.IndexOf(texts, text));
        Assert.Equal(table, other);
        other.Load([]);
        Assert.True(other.IsEmpty);
    }
}
