using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Xunit;
using TreeCrew = Concurrent.Unit.Trees.Crew;
using TreeReader = Concurrent.Unit.Trees.ParkedReader;

namespace Concurrent.Unit.Ids;

/// <summary>Where re-use is delayed, a freed id is not given out before a grace period has ended.</summary>
public sealed class IdDelayTests : IDisposable
{
    private readonly RcuDomain _domain = new();
    private readonly IdAllocator _ids;

    public IdDelayTests() => _ids = Of(0, 3);

    public void Dispose() => _domain.Dispose();

    [Fact]
    public void An_id_that_a_reader_may_hold_is_not_given_out_and_after_the_reader_left_it_is()
    {
        while (_ids.TryAllocate(out _))
        {
        }

        using var reader = TreeReader.Enter(_domain);
        _ids.Free(2);
        Assert.Equal(1, _ids.PendingFrees);
        Assert.False(_ids.IsAllocated(2));
        Assert.Equal([0ul, 1ul, 3ul], _ids.AsEnumerable());
        Assert.Equal(3, _ids.Count);
        for (int i = 0; i < 100; i++) Assert.False(_ids.TryAllocate(out _), "a reader may hold it");
        Assert.False(_ids.TryTake(2));
        Assert.False(_ids.TryAllocateCyclic(out _, out _));
        Assert.Throws<InvalidOperationException>(() => _ids.Free(2));
        reader.Release();
        _domain.Synchronize();
        Assert.Equal(1, _ids.PendingFrees);
        Assert.True(_ids.TryAllocate(out ulong id));
        Assert.Equal(2u, id);
        Assert.Equal(0, _ids.PendingFrees);
        _ids.CheckInvariants();
    }

    [Fact]
    public void A_reader_that_came_after_the_free_does_not_hold_it_back_for_ever()
    {
        Assert.True(_ids.TryAllocate(out ulong id));
        _ids.Free(id);
        _domain.Synchronize();
        using var reader = TreeReader.Enter(_domain);
        Assert.True(_ids.TryAllocate(out ulong again));
        Assert.Equal(id, again);
        reader.Release();
    }

    [Fact]
    public void Nobody_needs_to_drive_the_grace_period_but_the_allocations_themselves()
    {
        while (_ids.TryAllocate(out _))
        {
        }

        _ids.Free(1);
        var patience = Stopwatch.StartNew();
        ulong id;
        while (!_ids.TryAllocate(out id)) Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2), "it never comes back");
        Assert.Equal(1u, id);
    }

    [Fact]
    public void A_range_and_a_cleared_allocator_wait_as_well()
    {
        var ids = Of(0, 20_000);
        Assert.True(ids.TryAllocateRange(20_001, out _));
        using var reader = TreeReader.Enter(_domain);
        ids.FreeRange(100, 9_999);
        ids.Free(50);
        ids.Clear();
        Assert.Equal((0, 20_001L), (ids.Count, ids.PendingFrees));
        Assert.Empty(ids);
        Assert.False(ids.TryAllocate(out _));
        ids.CheckInvariants();
        reader.Release();
        _domain.Synchronize();
        Assert.True(ids.TryAllocateRange(20_001, out ulong first));
        Assert.Equal((0ul, 0L, 20_001), (first, ids.PendingFrees, ids.Count));
        ids.CheckInvariants();
    }

    [Fact]
    public void Readers_that_look_ids_up_in_a_section_never_meet_a_successor()
    {
        const int Slots = 16;
        const int Rounds = 10_000;
        var table = new IdAllocator<long>(new IdAllocatorOptions<long> { Last = Slots - 1, DelayReuse = true, Domain = _domain });
        using var crew = new TreeCrew();
        for (int reader = 0; reader < 2; reader++)
        {
            int seed = reader;
            crew.AddUntilDone($"reader {reader}", () =>
            {
                using var section = _domain.EnterRead();
                ulong id = (ulong)((seed += 5) % Slots);
                if (!table.TryGetValue(id, out long seen)) return;
                for (int i = 0; i < 20; i++)
                {
                    if (table.TryGetValue(id, out long now)) Assert.Equal(seen, now);
                }
            });
        }

        crew.Add("writer", () =>
        {
            var held = new Queue<ulong>();
            long allocated = 0;
            for (long i = 1; i <= Rounds; i++)
            {
                if (table.TryAllocate(i, out ulong id))
                {
                    held.Enqueue(id);
                    allocated++;
                }
                else
                {
                    _domain.Synchronize();
                }

                if (held.Count > Slots / 2) table.Free(held.Dequeue());
            }

            Assert.True(allocated > Slots, "no id came back: the run proves nothing");
        });
        crew.Join();
        table.CheckInvariants();
    }

    [Fact]
    public void An_id_is_never_allocated_for_a_reader_while_it_only_waits()
    {
        // The reader looks while the two bits are cleared, again and again: in the other order it would find the id allocated.
        var ids = Of(0, 1);
        Assert.True(ids.TryTake(1));
        using var crew = new TreeCrew();
        long turn = 0; // even: nobody holds the id, or did since the turn became so
        crew.AddUntilDone("reader", () =>
        {
            long before = Volatile.Read(ref turn);
            bool seen = ids.IsAllocated(0);
            foreach (ulong id in ids) seen |= id == 0;
            if (before % 2 == 0 && Volatile.Read(ref turn) == before) Assert.False(seen, "an id that waits was seen to be allocated");
        });
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 3_000; i++)
            {
                Volatile.Write(ref turn, turn + 1);
                Assert.True(ids.TryAllocate(out ulong id));
                ids.Free(id);
                Volatile.Write(ref turn, turn + 1);
                _domain.Synchronize();
                Assert.Equal(1, ids.PendingFrees);
                Assert.False(ids.TryTake(1)); // takes the other one back
                Assert.Equal(0, ids.PendingFrees);
            }
        });
        crew.Join();
    }

    private IdAllocator Of(ulong first, ulong last) => new(new IdAllocatorOptions { First = first, Last = last, DelayReuse = true, Domain = _domain });
}
