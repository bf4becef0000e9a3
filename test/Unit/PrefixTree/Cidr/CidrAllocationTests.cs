using System;
using System.Linq;
using System.Net;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Look-ups allocate nothing.</summary>
[Collection(Alone.Name)]
public class CidrAllocationTests
{
    [Fact]
    public void Look_ups_counts_and_walks_allocate_nothing()
    {
        var random = new Random(6);
        var table = new CidrTable<int>();
        for (int i = 0; i < 3000; i++) table.TryAdd(Blocks.Some(random, isIPv6: i % 2 == 0).Network, i);
        CidrTableSnapshot<int> snapshot = table.Snapshot();
        IPNetwork[] networks = [.. Enumerable.Range(0, 200).Select(i => Blocks.Some(random, isIPv6: i % 2 == 0).Network)];
        IPAddress[] addresses = [.. networks.Select(static network => network.BaseAddress)];
        var containing = table.EnumerateContaining(addresses[0]);
        var within = table.EnumerateWithin(IPNetwork.Parse("0.0.0.0/1"));
        long sink = 0;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            for (uint i = 0; i < 500; i++)
            {
                if (table.TryGetLongestPrefix(i * 8_589_935u, out int length, out int value)) sink += length + value;
                if (table.TryGetLongestPrefix((UInt128)i << 119, out length, out value)) sink += length + value;
                if (snapshot.TryGetLongestPrefix(i * 8_589_935u, out length, out value)) sink += length + value;
            }

            foreach (IPAddress address in addresses) if (table.TryGetLongestPrefix(address, out int value)) sink += value;
            foreach (IPNetwork network in networks)
            {
                if (table.TryGetValue(network, out int value)) sink += value;
                if (table.ContainsKey(network)) sink++;
                sink += table.CountWithin(network);
            }

            foreach (var entry in containing) sink += entry.PrefixLength + entry.Value;
            foreach (var entry in within) sink += entry.PrefixLength + entry.Value;
            foreach (var entry in table) sink += entry.Value;
        }));
        Assert.True(sink > 0);
    }
}
