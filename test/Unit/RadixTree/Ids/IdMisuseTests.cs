using System;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>Misuse is a clear exception and changes nothing; running out of ids is none.</summary>
public sealed class IdMisuseTests : IDisposable
{
    private readonly RcuDomain _domain = new();

    public void Dispose() => _domain.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_id_that_is_not_allocated_cannot_be_freed(bool delays)
    {
        var ids = Of(10, 99, delays);
        Assert.True(ids.TryAllocate(out ulong id));
        foreach (ulong free in new ulong[] { 11, 12, 99 }) Assert.Equal($"The id {free} is not allocated.", Assert.Throws<InvalidOperationException>(() => ids.Free(free)).Message);
        ids.Free(id);
        Assert.Equal("The id 10 is not allocated.", Assert.Throws<InvalidOperationException>(() => ids.Free(id)).Message);
        Assert.False(ids.IsAllocated(id));
        Assert.True(ids.IsEmpty);
        ids.CheckInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_range_with_an_id_that_is_not_allocated_cannot_be_freed_and_keeps_all_its_ids(bool delays)
    {
        var ids = Of(0, 10_000, delays);
        Assert.True(ids.TryAllocateRange(9_000, out _));
        ids.Free(8_000);
        Assert.Equal("The id 8000 is not allocated.", Assert.Throws<InvalidOperationException>(() => ids.FreeRange(5, 8_999)).Message);
        Assert.Equal("The id 9000 is not allocated.", Assert.Throws<InvalidOperationException>(() => ids.FreeRange(8_500, 9_500)).Message);
        Assert.Equal(8_999, ids.Count);
        Assert.Equal(8_999, ids.AsEnumerable().Count());
        ids.CheckInvariants();
    }

    [Fact]
    public void Ids_outside_of_the_space_are_named()
    {
        var ids = Of(10, 99, delays: false);
        foreach (ulong outside in new ulong[] { 0, 9, 100, ulong.MaxValue })
        {
            Assert.Throws<ArgumentOutOfRangeException>("id", () => ids.Free(outside));
            Assert.Throws<ArgumentOutOfRangeException>("id", () => ids.TryTake(outside));
            Assert.Throws<ArgumentOutOfRangeException>("value", () => ids.Next = outside);
            Assert.Throws<ArgumentOutOfRangeException>("first", () => ids.TryAllocate(outside, out _));
            Assert.Throws<ArgumentOutOfRangeException>("first", () => ids.TryAllocate(outside, 99, out _));
            Assert.Throws<ArgumentOutOfRangeException>("first", () => ids.TryAllocateCyclic(outside, 99, out _, out _));
            Assert.Throws<ArgumentOutOfRangeException>("first", () => ids.FreeRange(outside, 99));
            Assert.Throws<ArgumentOutOfRangeException>("windowFirst", () => ids.TryAllocateRange(1, outside, 99, out _));
            Assert.False(ids.IsAllocated(outside));
        }

        Assert.Throws<ArgumentOutOfRangeException>("last", () => ids.TryAllocate(10, 100, out _));
        Assert.Throws<ArgumentOutOfRangeException>("last", () => ids.FreeRange(10, 100));
        Assert.Throws<ArgumentOutOfRangeException>("windowLast", () => ids.TryAllocateRange(1, 10, 100, out _));
        Assert.Empty(ids);
    }

    [Fact]
    public void Reversed_windows_and_impossible_counts_are_named()
    {
        var ids = Of(10, 99, delays: false);
        Assert.Throws<ArgumentException>("last", () => ids.TryAllocate(20, 19, out _));
        Assert.Throws<ArgumentException>("last", () => ids.TryAllocateCyclic(20, 19, out _, out _));
        Assert.Throws<ArgumentException>("last", () => ids.FreeRange(20, 19));
        Assert.Throws<ArgumentException>("windowLast", () => ids.TryAllocateRange(1, 20, 19, out _));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => ids.TryAllocateRange(0, out _));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => ids.TryAllocateRange(91, out _));
        Assert.Throws<ArgumentOutOfRangeException>("count", () => ids.TryAllocateRange(3, 20, 21, out _));
        Assert.True(ids.TryAllocateRange(90, out ulong first));
        Assert.Equal(10u, first);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => new IdAllocator(null!));
        Assert.Throws<ArgumentNullException>(() => new IdAllocator<string>(null!));
        Assert.Throws<ArgumentException>("Last", () => new IdAllocator(new IdAllocatorOptions { First = 2, Last = 1 }));
        Assert.Throws<ArgumentException>("Domain", () => new IdAllocator(new IdAllocatorOptions { Pool = new RadixTreePool<ulong>(_domain), Domain = RcuDomain.Default }));
        Assert.Throws<ArgumentException>("ValuePool", () => new IdAllocator<string>(new IdAllocatorOptions<string> { ValuePool = new RadixTreePool<string>(_domain), Domain = RcuDomain.Default }));
        Assert.Throws<ArgumentException>("ValuePool", () => new IdAllocator<string>(new IdAllocatorOptions<string> { ValuePool = new RadixTreePool<string>(_domain), Pool = new RadixTreePool<ulong>() }));
        Assert.Throws<ArgumentException>("Reserve", () => new IdAllocator<string>(new IdAllocatorOptions<string> { ValuePool = new RadixTreePool<string>(_domain), Reserve = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>("Reserve", () => new IdAllocator(new IdAllocatorOptions { Reserve = -1 }));
        Assert.Same(_domain, new IdAllocator<string>(new IdAllocatorOptions<string> { ValuePool = new RadixTreePool<string>(_domain) }).Domain);
        Assert.Same(_domain, new IdAllocator<string>(new IdAllocatorOptions<string> { Pool = new RadixTreePool<ulong>(_domain) }).Domain);
    }

    [Fact]
    public void A_disposed_domain_turns_everybody_away()
    {
        var domain = new RcuDomain();
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = domain, DelayReuse = true });
        Assert.True(ids.TryAllocate(out ulong id));
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => ids.TryAllocate(out _));
        Assert.Throws<ObjectDisposedException>(() => ids.Free(id));
        Assert.Throws<ObjectDisposedException>(() => ids.Clear());
        Assert.Throws<ObjectDisposedException>(() => ids.IsAllocated(id));
        Assert.Throws<ObjectDisposedException>(() => ids.AsEnumerable().Count());
    }

    [Fact]
    public void Exhaustion_is_false_and_says_0()
    {
        var ids = Of(5, 8, delays: false);
        for (ulong expected = 5; expected <= 8; expected++)
        {
            Assert.True(ids.TryAllocate(out ulong id));
            Assert.Equal(expected, id);
        }

        Assert.False(ids.TryAllocate(out ulong none) || none != 0);
        Assert.False(ids.TryAllocate(6, out none) || none != 0);
        Assert.False(ids.TryAllocate(6, 7, out none) || none != 0);
        Assert.False(ids.TryAllocateRange(1, out none) || none != 0);
        ids.Next = 7;
        Assert.False(ids.TryAllocateCyclic(out none, out bool wrapped) || none != 0 || wrapped);
        Assert.Equal(7u, ids.Next);
        Assert.False(ids.TryTake(6));
        ids.Free(6);
        Assert.True(ids.TryTake(6));
    }

    [Fact]
    public void All_ids_there_are_but_one_can_be_taken()
    {
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = _domain });
        Assert.True(ids.TryAllocateRange(ulong.MaxValue, out ulong first));
        Assert.Equal(0u, first);
        Assert.Throws<OverflowException>(() => ids.LongCount);
        Assert.Throws<OverflowException>(() => ids.Count);
        Assert.False(ids.IsEmpty);
        Assert.False(ids.IsAllocated(ulong.MaxValue));
        Assert.False(ids.TryAllocate(out _), "more could not be counted");
        ids.Free(1UL << 63);
        Assert.True(ids.TryAllocate(out ulong id));
        Assert.Equal(1UL << 63, id);
        ids.CheckInvariants();
        ids.Clear();
        Assert.True(ids.IsEmpty);
        ids.CheckInvariants();
    }

    private IdAllocator Of(ulong first, ulong last, bool delays) => new(new IdAllocatorOptions { First = first, Last = last, DelayReuse = delays, Domain = _domain });
}
