using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>An allocator with values.</summary>
public sealed class IdTableTests : IDisposable
{
    private readonly RcuDomain _domain = new();

    public void Dispose() => _domain.Dispose();

    [Fact]
    public void A_value_is_found_by_the_id_that_it_was_given_until_that_is_freed()
    {
        var table = Of<string?>(1, 100);
        Assert.True(table.TryAllocate("one", out ulong one));
        Assert.True(table.TryAllocate(null, out ulong two));
        Assert.True(table.TryAllocate("fifty", 50, out ulong fifty));
        Assert.True(table.TryAllocate("sixty", 60, 60, out ulong sixty));
        Assert.False(table.TryAllocate("none", 60, 60, out ulong none) || none != 0);
        Assert.True(table.TryTake(70, "seventy"));
        Assert.False(table.TryTake(70, "again"));
        Assert.Equal((1ul, 2ul, 50ul, 60ul), (one, two, fifty, sixty));
        Assert.True(table.TryGetValue(1, out string? value) && value == "one");
        Assert.True(table.TryGetValue(2, out value) && value is null);
        Assert.False(table.TryGetValue(3, out _));
        Assert.Equal([1ul, 2ul, 50ul, 60ul, 70ul], table.Select(entry => entry.Key));
        Assert.Equal((5, 5L, 5L), (table.Count, table.LongCount, table.AllocatedCount));
        Assert.True(table.TryUpdate(50, "new", out string? old) && old == "fifty");
        Assert.False(table.TryUpdate(51, "new", out _));
        Assert.True(table.TryFree(50, out old) && old == "new");
        Assert.False(table.TryFree(50, out _));
        table.Free(60);
        Assert.Equal("The id 60 is not allocated.", Assert.Throws<InvalidOperationException>(() => table.Free(60)).Message);
        Assert.Throws<ArgumentOutOfRangeException>("id", () => table.Free(0));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => table.TryFree(101, out _));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => table.TryUpdate(101, "", out _));
        Assert.Throws<ArgumentOutOfRangeException>("id", () => table.TryTake(101, ""));
        Assert.False(table.TryGetValue(0, out _) || table.IsAllocated(101));
        table.CheckInvariants();
    }

    [Fact]
    public void A_reserved_id_is_taken_but_has_no_value_until_it_is_published()
    {
        var table = Of<string>(0, 9);
        Assert.True(table.TryReserve(out ulong id));
        Assert.True(table.TryReserve(5, 6, out ulong five));
        Assert.Equal((0ul, 5ul), (id, five));
        Assert.True(table.IsAllocated(id));
        Assert.False(table.TryGetValue(id, out _));
        Assert.False(table.TryUpdate(id, "x", out _));
        Assert.False(table.TryFree(id, out _));
        Assert.Equal((0, 2L, false), (table.Count, table.AllocatedCount, table.IsEmpty));
        Assert.Empty(table);
        table.Publish(id, "ready");
        Assert.True(table.TryGetValue(id, out string? value) && value == "ready");
        Assert.Equal("The id 0 has a value already.", Assert.Throws<InvalidOperationException>(() => table.Publish(id, "again")).Message);
        Assert.Equal("The id 1 is not allocated.", Assert.Throws<InvalidOperationException>(() => table.Publish(1, "x")).Message);
        Assert.Throws<ArgumentOutOfRangeException>("id", () => table.Publish(10, "x"));
        table.Free(five); // gives the reservation up
        Assert.False(table.IsAllocated(five));
        Assert.Throws<InvalidOperationException>(() => table.Publish(five, "late"));
        table.Free(id);
        Assert.True(table.IsEmpty);
        table.CheckInvariants();
    }

    [Fact]
    public void Ids_go_round_and_the_round_is_reported()
    {
        var table = Of<int>(3, 6);
        var given = new List<(ulong Id, bool Wrapped)>();
        for (int i = 0; i < 9; i++)
        {
            Assert.True(table.TryAllocateCyclic(i, out ulong id, out bool wrapped));
            given.Add((id, wrapped));
            table.Free(id);
        }

        Assert.Equal([(3, false), (4, false), (5, false), (6, false), (3, true), (4, false), (5, false), (6, false), (3, true)], given);
        table.Next = 6;
        Assert.True(table.TryAllocateCyclic(0, 4, 5, out ulong inside, out bool around));
        Assert.Equal((4ul, true, 5ul), (inside, around, table.Next));
    }

    [Fact]
    public void A_snapshot_keeps_what_was_there_and_clear_takes_reserved_ids_as_well()
    {
        var table = Of<int>(0, 1_000);
        for (int i = 0; i < 500; i++) Assert.True(table.TryAllocate(i, out _));
        Assert.True(table.TryReserve(out _));
        RadixTreeSnapshot<int> before = table.Snapshot();
        table.Clear();
        Assert.True(table.IsEmpty);
        Assert.Empty(table);
        Assert.Equal(500, before.Count);
        Assert.True(before.TryGetValue(499, out int value) && value == 499);
        Assert.True(table.TryAllocate(7, out ulong id) && id == 0);
        long sum = 0;
        Assert.Equal(1, table.ForEach(this, (_, at, seen, ordinal) => sum += (long)at + seen + ordinal));
        Assert.Equal(7, sum);
        Assert.Equal([new KeyValuePair<ulong, int>(0, 7)], table.ToArray());
        table.CheckInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_calls_agree_with_a_dictionary(bool delays)
    {
        var table = new IdAllocator<long>(new IdAllocatorOptions<long> { First = 1, Last = 700, DelayReuse = delays, Domain = _domain });
        var values = new Dictionary<ulong, long>();
        var reserved = new HashSet<ulong>();
        var random = new Random(9);
        for (int i = 0; i < 20_000; i++)
        {
            ulong at = (ulong)random.Next(1, 701);
            switch (random.Next(8))
            {
                case 0 or 1:
                    if (table.TryAllocate(i, out ulong id)) values.Add(id, i);
                    break;
                case 2:
                    if (table.TryAllocateCyclic(i, out id, out _)) values.Add(id, i);
                    break;
                case 3:
                    if (table.TryReserve(at, 700, out id)) Assert.True(!values.ContainsKey(id) && reserved.Add(id));
                    break;
                case 4:
                    if (reserved.Remove(at))
                    {
                        table.Publish(at, i);
                        values.Add(at, i);
                    }
                    else
                    {
                        Assert.Throws<InvalidOperationException>(() => table.Publish(at, i));
                    }

                    break;
                case 5:
                    if (values.Remove(at) | reserved.Remove(at)) table.Free(at);
                    else Assert.Throws<InvalidOperationException>(() => table.Free(at));
                    break;
                case 6:
                    Assert.Equal(values.Remove(at, out long old), table.TryFree(at, out long freed));
                    Assert.Equal(old, freed);
                    break;
                default:
                    Assert.Equal(values.TryGetValue(at, out old), table.TryUpdate(at, i, out freed));
                    Assert.Equal(old, freed);
                    if (values.ContainsKey(at)) values[at] = i;
                    break;
            }

            Assert.Equal(values.ContainsKey(at) || reserved.Contains(at), table.IsAllocated(at));
            Assert.Equal(values.TryGetValue(at, out long value), table.TryGetValue(at, out long found));
            Assert.Equal(value, found);
            Assert.Equal(values.Count + reserved.Count, table.AllocatedCount);
            if (i % 1_000 == 0) table.CheckInvariants();
        }

        Assert.Equal(values.OrderBy(entry => entry.Key), table.ToArray());
    }

    private IdAllocator<TValue> Of<TValue>(ulong first, ulong last) => new(new IdAllocatorOptions<TValue> { First = first, Last = last, Domain = _domain });
}
