using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Ids;

/// <summary>What an id allocator should do: sorted sets of the ids that are taken and of those that wait, looked through from the front.</summary>
internal sealed class IdModel
{
    private readonly ulong _first;
    private readonly ulong _last;
    private readonly bool _delays;
    private readonly SortedSet<ulong> _taken = [];
    private readonly SortedSet<ulong> _waiting = [];
    private readonly SortedSet<ulong> _ripe = [];
    private bool _hasPassedLast;

    public IdModel(ulong first, ulong last, bool delays)
    {
        (_first, _last, _delays) = (first, last, delays);
        Next = first;
    }

    public ulong Next { get; private set; }

    public ulong Pending => (ulong)_waiting.Count;

    public IEnumerable<ulong> Allocated => _taken.Where(id => !_waiting.Contains(id));

    public bool IsAllocated(ulong id) => _taken.Contains(id) && !_waiting.Contains(id);

    /// <summary>A grace period ends.</summary>
    public void Quiet() => _ripe.UnionWith(_waiting);

    public ulong? Allocate(ulong from, ulong to) => AllocateRun(from, to, 1);

    public ulong? AllocateRun(ulong from, ulong to, ulong count)
    {
        TakeBack();
        if (Lowest(from, to, count) is not { } id) return null;
        for (ulong i = 0; i < count; i++) _taken.Add(id + i);
        return id;
    }

    public (ulong Id, bool Wrapped)? AllocateCyclic(ulong from, ulong to)
    {
        ulong start = Math.Max(from, Next);
        bool wrapped = _hasPassedLast;
        ulong? id = start <= to ? Allocate(start, to) : null;
        if (id is null)
        {
            id = Allocate(from, to);
            wrapped = true;
        }

        if (id is not { } found) return null;
        _hasPassedLast = found == _last;
        Next = found == _last ? _first : found + 1;
        return (found, wrapped);
    }

    public bool Take(ulong id)
    {
        TakeBack();
        return _taken.Add(id);
    }

    /// <summary>The first id of a range that is not allocated; null, and all of them are free afterwards.</summary>
    public ulong? Free(ulong from, ulong to)
    {
        for (ulong id = from; ; id++)
        {
            if (!IsAllocated(id)) return id;
            if (id == to) break;
        }

        for (ulong id = from; ; id++)
        {
            if (_delays) _waiting.Add(id);
            else _taken.Remove(id);
            if (id == to) return null;
        }
    }

    public void Clear()
    {
        if (_delays) _waiting.UnionWith(_taken);
        else _taken.Clear();
    }

    public void Seek(ulong next)
    {
        Next = next;
        _hasPassedLast = false;
    }

    private void TakeBack()
    {
        _taken.ExceptWith(_ripe);
        _waiting.ExceptWith(_ripe);
        _ripe.Clear();
    }

    private ulong? Lowest(ulong from, ulong to, ulong count)
    {
        ulong start = from;
        foreach (ulong taken in _taken.GetViewBetween(from, to))
        {
            if (taken - start >= count) return start;
            if (taken == to) return null;
            start = taken + 1;
        }

        return to - start >= count - 1 ? start : null;
    }
}
