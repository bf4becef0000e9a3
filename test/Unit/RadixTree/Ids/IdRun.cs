using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>Does the steps of a scenario to an allocator and to an <see cref="IdModel"/>, and compares each answer.</summary>
internal sealed class IdRun
{
    private readonly IdWorld _world;
    private readonly RcuDomain _domain;
    private readonly IdAllocator _ids;
    private readonly IdModel _model;

    /// <summary>The thread's own section: grace periods end only where the scenario says so.</summary>
    private ReaderSlot _section;

    private IdRun(IdWorld world, RcuDomain domain, bool delays)
    {
        _world = world;
        _domain = domain;
        _ids = new(new IdAllocatorOptions { First = world.First, Last = world.Last, DelayReuse = delays, Domain = domain });
        _model = new(world.First, world.Last, delays);
        _section = domain.EnterLoose();
    }

    public static void Of(IdWorld world, RcuDomain domain, bool delays, IdScenario scenario)
    {
        var run = new IdRun(world, domain, delays);
        try
        {
            for (int i = 0; i < scenario.Ops.Length; i++)
            {
                try
                {
                    run.Do(scenario.Ops[i]);
                    run._ids.CheckInvariants();
                }
                catch (Exception e)
                {
                    throw new InvalidOperationException($"step {i + 1}, {scenario.Ops[i]}: {e.Message}", e);
                }
            }

            run.CheckAll();
        }
        finally
        {
            run._section.ExitLoose();
        }
    }

    private void Do(IdOp op)
    {
        ulong first = _world.Place(op.One), last = _world.Place(op.Other);
        if (last < first) (first, last) = (last, first); // places on either side of 0
        switch (op.Verb)
        {
            case IdVerb.Allocate:
                Same(_model.Allocate(_world.First, _world.Last), _ids.TryAllocate(out ulong id), id);
                break;
            case IdVerb.AllocateFrom:
                Same(_model.Allocate(first, _world.Last), _ids.TryAllocate(first, out id), id);
                break;
            case IdVerb.AllocateIn:
                Same(_model.Allocate(first, last), _ids.TryAllocate(first, last, out id), id);
                break;
            case IdVerb.Cyclic or IdVerb.CyclicIn:
                if (op.Verb == IdVerb.Cyclic) (first, last) = (_world.First, _world.Last);
                var expected = _model.AllocateCyclic(first, last);
                Same(expected?.Id, op.Verb == IdVerb.Cyclic ? _ids.TryAllocateCyclic(out id, out bool wrapped) : _ids.TryAllocateCyclic(first, last, out id, out wrapped), id);
                Assert.Equal(expected?.Wrapped ?? false, wrapped);
                break;
            case IdVerb.Range or IdVerb.RangeIn:
                if (op.Verb == IdVerb.Range) (first, last) = (_world.First, _world.Last);
                if (last - first < (ulong)op.Count - 1)
                {
                    Assert.Throws<ArgumentOutOfRangeException>("count", () => _ids.TryAllocateRange((ulong)op.Count, first, last, out _));
                    break;
                }

                Same(_model.AllocateRun(first, last, (ulong)op.Count), op.Verb == IdVerb.Range ? _ids.TryAllocateRange((ulong)op.Count, out id) : _ids.TryAllocateRange((ulong)op.Count, first, last, out id), id);
                break;
            case IdVerb.Take:
                Assert.Equal(_model.Take(first), _ids.TryTake(first));
                break;
            case IdVerb.Free:
                // One that is allocated, and its neighbours as far as they are.
                ulong[] allocated = [.. _model.Allocated];
                if (allocated.Length == 0) break;
                ulong from = allocated[op.One % allocated.Length], to = from;
                while (to - from < (ulong)op.Count - 1 && to < _world.Last && _model.IsAllocated(to + 1)) to++;
                FreeRange(from, to);
                break;
            case IdVerb.FreeOne:
                FreeRange(first, first);
                break;
            case IdVerb.FreeRange:
                FreeRange(first, Math.Min(last, first > ulong.MaxValue - 200 ? last : first + 200));
                break;
            case IdVerb.Seek:
                _ids.Next = first;
                _model.Seek(first);
                break;
            case IdVerb.Quiet:
                _section.ExitLoose();
                _domain.Synchronize();
                _section = _domain.EnterLoose();
                _model.Quiet();
                break;
            case IdVerb.Clear:
                _ids.Clear();
                _model.Clear();
                break;
            default:
                CheckAll();
                break;
        }

        foreach (ulong id in new[] { first, last }) Assert.Equal(_model.IsAllocated(id), _ids.IsAllocated(id));
        Assert.Equal(_model.Next, _ids.Next);
        Assert.Equal(_model.Pending, (ulong)_ids.PendingFrees);
    }

    private void FreeRange(ulong first, ulong last)
    {
        if (_model.Free(first, last) is { } missing)
        {
            var e = Assert.Throws<InvalidOperationException>(() => Free(first, last));
            Assert.Contains($"The id {missing.ToString(CultureInfo.InvariantCulture)} is not allocated", e.Message, StringComparison.Ordinal);
        }
        else
        {
            Free(first, last);
        }
    }

    private void Free(ulong first, ulong last)
    {
        if (first == last) _ids.Free(first);
        else _ids.FreeRange(first, last);
    }

    private void CheckAll()
    {
        ulong[] expected = [.. _model.Allocated];
        var seen = new List<ulong>();
        foreach (ulong id in _ids) seen.Add(id);
        Assert.Equal(expected, seen);
        Assert.Equal(expected, _ids.AsEnumerable());
        Assert.Equal(expected.Length, _ids.Count);
        Assert.Equal(expected.Length == 0, _ids.IsEmpty);
    }

    private static void Same(ulong? expected, bool found, ulong id) => Assert.Equal((expected is not null, expected ?? 0), (found, id));
}
