using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>A table and what it should hold, in a sorted list that is looked through from one end to the other.</summary>
internal sealed class CidrModel
{
    private int next;

    public CidrTable<int> Table { get; } = [];

    public SortedList<Block, int> Expected { get; } = [];

    public void Put(Block block)
    {
        int value = ++next;
        Assert.Equal(Expected.TryAdd(block, value), Table.TryAdd(block.Network, value));
    }

    public void Store(Block block) => Table[block.Network] = Expected[block] = ++next;

    public void Remove(Block block)
    {
        bool isThere = Expected.Remove(block, out int value);
        Assert.Equal(isThere, Table.TryRemove(block.Network, out int removed));
        Assert.Equal(value, removed);
    }

    public void RemoveWithin(Block block)
    {
        Block[] inside = [.. Expected.Keys.Where(block.Contains)];
        Assert.Equal(inside.Length, Table.RemoveWithin(block.Network));
        foreach (Block gone in inside) Expected.Remove(gone);
    }

    /// <summary>Checks everything that there is, and what is asked about some blocks.</summary>
    public void Check(IEnumerable<Block> probes)
    {
        Table.CheckInvariants();
        CidrTableSnapshot<int> snapshot = Table.Snapshot();
        using CidrTable<int>.Batch batch = Table.BeginBatch();
        (IPNetwork, int)[] all = [.. Expected.Select(static entry => (entry.Key.Network, entry.Value))];
        Assert.Equal(all, Pairs(Table));
        Assert.Equal(all, Pairs(snapshot));
        Assert.Equal(all.Reverse(), Entries(Table.EnumerateDescending()));
        Assert.Equal(all.Length, Table.Count);
        Assert.Equal(all.Length, snapshot.LongCount);
        Assert.Equal(all.Length, batch.Count);
        foreach (Block probe in probes) Check(probe, snapshot, batch);
    }

    private void Check(Block probe, CidrTableSnapshot<int> snapshot, CidrTable<int>.Batch batch)
    {
        var network = probe.Network;
        bool isThere = Expected.TryGetValue(probe, out int value);
        Assert.Equal((isThere, value), (Table.TryGetValue(network, out int found), found));
        Assert.Equal((isThere, value), (snapshot.TryGetValue(network, out found), found));
        Assert.Equal((isThere, value), (batch.TryGetValue(network, out found), found));
        Assert.Equal(isThere, Table.ContainsKey(network) && snapshot.ContainsKey(network) && batch.ContainsKey(network));

        (IPNetwork, int)[] inside = [.. Expected.Where(entry => probe.Contains(entry.Key)).Select(static entry => (entry.Key.Network, entry.Value))];
        Assert.Equal(inside, Entries(Table.EnumerateWithin(network)));
        Assert.Equal(inside, Entries(snapshot.EnumerateWithin(network)));
        Assert.Equal(inside, Entries(batch.EnumerateWithin(network)));
        Assert.Equal(inside.Reverse(), Entries(Table.EnumerateWithin(network).Descending()));
        Assert.Equal((inside.Length, inside.Length, inside.Length), (Table.CountWithin(network), snapshot.CountWithin(network), batch.CountWithin(network)));

        Block address = probe with { Length = probe.Width };
        Block[] around = [.. Expected.Keys.Where(block => block.Contains(address))];
        (IPNetwork, int)[] containing = [.. around.Select(block => (block.Network, Expected[block]))];
        Assert.Equal(containing, Entries(Table.EnumerateContaining(address.Address)));
        Assert.Equal(containing, Entries(snapshot.EnumerateContaining(address.Address)));
        Assert.Equal(containing, Entries(batch.EnumerateContaining(address.Address)));
        Assert.Equal(containing, Table.EnumerateContaining(address.Address).AsEnumerable().Select(static entry => (entry.Network, entry.Value)));
        Match(address, around, snapshot, batch);
    }

    private void Match(Block address, Block[] around, CidrTableSnapshot<int> snapshot, CidrTable<int>.Batch batch)
    {
        bool isThere = around.Length > 0;
        Block longest = isThere ? around[^1] : default;
        int value = isThere ? Expected[longest] : 0;
        var expected = (isThere, longest.Length, value);
        int length, found;
        if (address.IsIPv6)
        {
            Assert.Equal(expected, (Table.TryGetLongestPrefix(address.Bits, out length, out found), length, found));
            Assert.Equal(expected, (snapshot.TryGetLongestPrefix(address.Bits, out length, out found), length, found));
            Assert.Equal(expected, (batch.TryGetLongestPrefix(address.Bits, out length, out found), length, found));
        }
        else
        {
            Assert.Equal(expected, (Table.TryGetLongestPrefix(address.Address4, out length, out found), length, found));
            Assert.Equal(expected, (snapshot.TryGetLongestPrefix(address.Address4, out length, out found), length, found));
            Assert.Equal(expected, (batch.TryGetLongestPrefix(address.Address4, out length, out found), length, found));
        }

        var named = (isThere, isThere ? longest.Network : default, value);
        Assert.Equal(named, (Table.TryGetLongestPrefix(address.Address, out IPNetwork network, out found), network, found));
        Assert.Equal(named, (snapshot.TryGetLongestPrefix(address.Address, out network, out found), network, found));
        Assert.Equal(named, (batch.TryGetLongestPrefix(address.Address, out network, out found), network, found));
        Assert.Equal((isThere, value), (Table.TryGetLongestPrefix(address.Address, out found), found));
        Assert.Equal((isThere, value), (snapshot.TryGetLongestPrefix(address.Address, out found), found));
        Assert.Equal((isThere, value), (batch.TryGetLongestPrefix(address.Address, out found), found));
    }

    private static IEnumerable<(IPNetwork Network, int Value)> Pairs(IEnumerable<KeyValuePair<IPNetwork, int>> entries) => entries.Select(static entry => (entry.Key, entry.Value));

    private static List<(IPNetwork Network, int Value)> Entries(CidrView<int> view)
    {
        var list = new List<(IPNetwork Network, int Value)>();
        foreach (var (network, value) in view) list.Add((network, value));
        return list;
    }

    private static List<(IPNetwork Network, int Value)> Entries(CidrContainingView<int> view)
    {
        var list = new List<(IPNetwork Network, int Value)>();
        foreach (var entry in view)
        {
            Assert.Equal(entry.Network.PrefixLength, entry.PrefixLength);
            list.Add((entry.Network, entry.Value));
        }

        return list;
    }
}
