using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Updates, batches, snapshots, and use that is wrong.</summary>
public class CidrUseTests
{
    private static readonly IPNetwork Ten = IPNetwork.Parse("10.0.0.0/8"), TenOne = IPNetwork.Parse("10.1.0.0/16"), Six = IPNetwork.Parse("2001:db8::/32");

    [Fact]
    public void Values_are_replaced_and_removed_only_as_asked()
    {
        var table = new CidrTable<string?> { { Ten, "a" } };
        Assert.False(table.TryUpdate(TenOne, "x"));
        Assert.True(table.TryUpdate(Ten, "b"));
        Assert.False(table.TryUpdate(Ten, "c", "a"));
        Assert.True(table.TryUpdate(Ten, "c", "b"));
        Assert.False(table.TryRemove(Ten, "b"));
        Assert.Equal("c", table[Ten]);
        Assert.True(table.TryRemove(Ten, "c"));
        Assert.False(table.Remove(Ten));
        table[Ten] = null;
        Assert.True(table.TryRemove(Ten, out string? removed) && removed is null);
    }

    [Fact]
    public void GetOrAdd_makes_a_value_only_where_there_is_none()
    {
        var table = new CidrTable<int>();
        Assert.Equal(8, table.GetOrAdd(Ten, static network => network.PrefixLength));
        Assert.Equal(8, table.GetOrAdd(Ten, static _ => throw new InvalidOperationException("not to be called")));
        Assert.Equal(26, table.GetOrAdd(TenOne, static (network, more) => network.PrefixLength + more, 10));
        Assert.Equal(26, table.GetOrAdd(TenOne, 1));
        Assert.Equal(1, table.GetOrAdd(Six, 1));
        Assert.Equal(3, table.Count);
    }

    [Fact]
    public void A_batch_is_seen_whole_or_not_at_all()
    {
        var table = new CidrTable<int> { { Ten, 1 }, { TenOne, 2 } };
        using (var batch = table.BeginBatch())
        {
            Assert.Equal(2, batch.RemoveWithin(Ten));
            Assert.True(batch.IsEmpty);
            batch.Add(Six, 3);
            Assert.False(batch.TryAdd(Six, 4));
            Assert.Equal((true, 3), (batch.Store(Six, 5, out int old), old));
            batch[TenOne] = 6;
            Assert.True(batch.TryUpdate(TenOne, 7));
            Assert.Equal(7, batch.GetOrAdd(TenOne, 8));
            Assert.False(batch.Remove(Ten));
            Assert.Equal((2, 2L), (batch.Count, batch.LongCount));
            Assert.Equal(7, batch[TenOne]);
            Assert.False(table.ContainsKey(Six));
            Assert.Equal(2, table.Count);
            batch.Commit();
        }

        Assert.Equal([KeyValuePair.Create(TenOne, 7), KeyValuePair.Create(Six, 5)], table);
        using (var discarded = table.BeginBatch()) discarded.Clear();
        Assert.Equal(2, table.Count);
        table.CheckInvariants();
    }

    [Fact]
    public void The_body_of_a_loop_over_a_batch_may_write_through_it()
    {
        var table = new CidrTable<int>();
        foreach (Block block in Blocks.Around(Block.Of("10.1.2.3/32"))) table.Add(block.Network, block.Length);
        using var batch = table.BeginBatch();
        var met = new List<int>();
        foreach (var entry in batch.EnumerateContaining(IPAddress.Parse("10.1.2.3")))
        {
            met.Add(entry.PrefixLength);
            batch.Remove(entry.Network);
        }

        Assert.Equal(Enumerable.Range(0, 33), met);
        Assert.True(batch.IsEmpty);
    }

    [Fact]
    public void The_body_of_a_loop_over_the_table_may_write_to_it()
    {
        var table = new CidrTable<int>();
        foreach (Block block in Blocks.Around(Block.Of("10.1.2.3/32"))) table.Add(block.Network, block.Length);
        int met = 0;
        foreach (var (network, value) in table.EnumerateContaining(IPAddress.Parse("10.1.2.3")))
        {
            Assert.Equal((met++, network.PrefixLength), (value, value));
            table.Remove(network);
        }

        Assert.Equal((33, 0), (met, table.Count));
        table.CheckInvariants();
    }

    [Fact]
    public void A_snapshot_keeps_what_was_there()
    {
        var table = new CidrTable<int> { { Ten, 1 }, { TenOne, 2 }, { Six, 3 } };
        CidrTableSnapshot<int> snapshot = table.Snapshot();
        table.RemoveWithin(Ten);
        table[Six] = 4;
        Assert.Equal([KeyValuePair.Create(Ten, 1), KeyValuePair.Create(TenOne, 2), KeyValuePair.Create(Six, 3)], snapshot);
        Assert.Equal(3, snapshot[Six]);
        Assert.True(snapshot.TryGetLongestPrefix(0x0A01FFFF, out int length, out int value));
        Assert.Equal((16, 2), (length, value));
        Assert.Throws<KeyNotFoundException>(() => snapshot[IPNetwork.Parse("10.0.0.0/9")]);
        table.Clear();
        Assert.Equal(3, snapshot.LongCount);
        Assert.False(snapshot.IsEmpty);
    }

    [Fact]
    public void Mistakes_are_named_and_change_nothing()
    {
        var table = new CidrTable<int> { { Ten, 1 } };
        Assert.Equal("options", Assert.Throws<ArgumentNullException>(static () => new CidrTable<int>(null!)).ParamName);
        var present = Assert.Throws<ArgumentException>(() => table.Add(Ten, 2));
        Assert.Equal("network", present.ParamName);
        Assert.Contains("10.0.0.0/8", present.Message, StringComparison.Ordinal);
        Assert.Contains("10.1.0.0/16", Assert.Throws<KeyNotFoundException>(() => table[TenOne]).Message, StringComparison.Ordinal);
        Assert.Equal("address", Assert.Throws<ArgumentNullException>(() => table.TryGetLongestPrefix(null!, out _)).ParamName);
        Assert.Equal("address", Assert.Throws<ArgumentNullException>(() => table.TryGetLongestPrefix(null!, out IPNetwork _, out _)).ParamName);
        Assert.Equal("address", Assert.Throws<ArgumentNullException>(() => table.EnumerateContaining(null!)).ParamName);
        Assert.Equal("valueFactory", Assert.Throws<ArgumentNullException>(() => table.GetOrAdd(Ten, null!)).ParamName);
        Assert.Equal("entries", Assert.Throws<ArgumentNullException>(() => table.Load(null!)).ParamName);
        foreach (IPNetwork second in new[] { Ten, TenOne })
        {
            var unordered = Assert.Throws<ArgumentException>(() => table.Load([KeyValuePair.Create(TenOne, 1), KeyValuePair.Create(second, 2)]));
            Assert.Equal("entries", unordered.ParamName);
            Assert.Contains($"{second} at position 1", unordered.Message, StringComparison.Ordinal);
        }

        Assert.Equal([KeyValuePair.Create(Ten, 1)], table);
        table.CheckInvariants();
    }

    [Fact]
    public void Bits_behind_the_prefix_make_no_other_block()
    {
        var table = new CidrTable<int> { { new IPNetwork(IPAddress.Parse("10.1.2.3"), 8), 1 } };
        Assert.True(table.ContainsKey(Ten));
        Assert.False(table.TryAdd(new IPNetwork(IPAddress.Parse("10.255.255.255"), 8), 2));
        Assert.Equal([KeyValuePair.Create(Ten, 1)], table);
    }

    [Fact]
    public void Other_writes_are_refused_while_a_batch_is_open_and_the_batch_when_it_has_ended()
    {
        var table = new CidrTable<int> { { Ten, 1 } };
        using (var open = table.BeginBatch())
        {
            Assert.Throws<InvalidOperationException>(() => table.TryAdd(Six, 1));
            Assert.Throws<InvalidOperationException>(() => table.RemoveWithin(Ten));
            Assert.Throws<InvalidOperationException>(() => table.RemoveWithin(IPNetwork.Parse("0.0.0.0/0")));
            Assert.Throws<InvalidOperationException>(() => table.Snapshot());
            Assert.Throws<InvalidOperationException>(() => table.BeginBatch());
        }

        Assert.Throws<InvalidOperationException>(() => Ended(table).RemoveWithin(Ten));
        Assert.Throws<InvalidOperationException>(() => Ended(table).TryGetLongestPrefix(1u, out _, out _));
        Assert.Throws<InvalidOperationException>(() => Ended(table).EnumerateWithin(Ten));
        Assert.Throws<InvalidOperationException>(() => Ended(table).EnumerateContaining(IPAddress.Any));
        Assert.Throws<InvalidOperationException>(() => default(CidrTable<int>.Batch).Count);
        Assert.True(table.TryBeginBatch(TimeSpan.Zero, out var late));
        CidrContainingView<int> outlives = late.EnumerateContaining(IPAddress.Parse("10.0.0.1"));
        late.Dispose();
        Assert.Throws<InvalidOperationException>(() => outlives.Any());
        Assert.Equal([KeyValuePair.Create(Ten, 1)], table);

        static CidrTable<int>.Batch Ended(CidrTable<int> table)
        {
            var batch = table.BeginBatch();
            batch.Dispose();
            return batch;
        }
    }

    [Fact]
    public void Views_and_entries_that_nobody_made_are_empty()
    {
        Assert.Empty(default(CidrView<int>));
        Assert.Empty(default(CidrContainingView<int>));
        Assert.False(default(CidrContainingEnumerator<int>).MoveNext());
        Assert.Equal((0, default(IPNetwork)), (default(CidrEntry<int>).PrefixLength, default(CidrEntry<int>).Network));
    }

    [Fact]
    public void A_loop_over_the_table_keeps_its_section_until_it_ends()
    {
        using var domain = new RcuDomain();
        var table = new CidrTable<int>(new PrefixTreeOptions<int> { Domain = domain }) { { Ten, 1 }, { TenOne, 2 } };
        Assert.Same(domain, table.Domain);
        var entries = table.EnumerateContaining(IPAddress.Parse("10.1.0.1")).GetEnumerator();
        Assert.True(entries.MoveNext());
        Assert.Throws<InvalidOperationException>(domain.Synchronize);
        entries.Dispose();
        Assert.False(entries.MoveNext());
        domain.Synchronize();
    }
}
