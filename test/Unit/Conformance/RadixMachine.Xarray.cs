using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Numerics;

namespace Concurrent.Unit.Conformance;

/// <summary>The calls of the xarray.</summary>
internal sealed partial class RadixMachine
{
    /// <summary>What the kernel's nodes look like; from the first range on.</summary>
    private XarrayLayout? _layout;
    private bool _allocates;
    private ulong _firstId;
    private ulong _cursor;
    private bool _wrapped;

    private string XarrayAnswer(ScriptLine line, ref Words words) => line.Operation switch
    {
        "xa" => Renew(ref words),
        "xa_load" => _tree.TryGetValue(words.Word(), out long value) ? Value(value) : "-",
        "xa_store" => Store(words.Word(), words.Number()),
        "xa_erase" => Erase(words.Word()),
        "xa_insert" => _tree.TryAdd(words.Word(), words.Number()) ? "OK" : "EBUSY",
        "xa_cmpxchg" => CompareExchange(words.Word(), words.Number(), words.Number()),
        "xa_reserve" => Reserve(words.Word()),
        "xa_release" => Release(words.Word()),
        "xa_store_range" => StoreRange(words.Word(), words.Word(), words.Number()),
        "xa_get_order" => Order(words.Word()),
        "xa_find" => Find(words.Word(), ref words),
        "xa_find_after" => FindAfter(words.Word(), ref words),
        "xa_set_mark" => Mark(words.Word(), (int)words.Number(), set: true),
        "xa_clear_mark" => Mark(words.Word(), (int)words.Number(), set: false),
        "xa_get_mark" => _tree.GetTag(words.Word(), (int)words.Number()) ? "1" : "0",
        "xa_marked" => _tree.IsAnyTagged((int)words.Number()) ? "1" : "0",
        "xa_empty" => _tree.IsEmpty ? "1" : "0",
        "xa_extract" => Extract(words.Word(), words.Word(), words.Number(), Filter(ref words)),
        "xa_alloc" => Allocate(words.Word(), words.Word(), words.Number()),
        "xa_alloc_cyclic" => AllocateCyclic(words.Word(), words.Word(), words.Number()),
        "xa_destroy" => Clear(),
        "xa_dump" => Dump(),
        "xa_sum" => Sum(),
        _ => throw new InvalidDataException($"unknown operation \"{line.Operation}\""),
    };

    private string Renew(ref Words words)
    {
        _tree = new();
        _layout = null;
        bool fromOne = words.Take("alloc1");
        _allocates = fromOne || words.Take("alloc");
        _firstId = fromOne ? 1u : 0u;
        (_cursor, _wrapped) = (0, false);
        return "OK";
    }

    private string Store(ulong index, long value)
    {
        if (value == 0 && !_allocates) return Erase(index);
        if (_layout is null) return _tree.Store(index, value, out long old) ? Value(old) : "-";
        bool found = _tree.TryGetValue(index, out long before);
        StoreAs(layout => layout.Store(index, new Entry(value)), value);
        return found ? Value(before) : "-";
    }

    private string Erase(ulong index)
    {
        if (_layout is null) return _tree.TryRemove(index, out long removed) ? Value(removed) : "-";
        bool found = _tree.TryGetValue(index, out long before);
        EraseAs(layout => layout.Store(index, null));
        return found ? Value(before) : "-";
    }

    private string StoreRange(ulong first, ulong last, long value)
    {
        if (_layout is null)
        {
            _layout = new();
            foreach (var (index, there) in _tree) _layout.Store(index, new Entry(there));
        }

        if (first > last)
        {
            try
            {
                _tree.StoreRange(first, last, value);
                return "OK";
            }
            catch (ArgumentException)
            {
                return "EINVAL";
            }
        }

        // Not the range that was asked for: where it begins inside an entry, the kernel stores as many slots from the start of the entry on, and leaves out the end of the range.
        if (value == 0) EraseAs(layout => layout.StoreRange(first, last, null));
        else StoreAs(layout => layout.StoreRange(first, last, new Entry(value)), value);
        return "-";
    }

    /// <summary>Stores over all that a store reaches in the kernel's tree.</summary>
    private void StoreAs(Action<XarrayLayout> store, long value)
    {
        var before = _layout!.Pieces();
        store(_layout);
        foreach (var piece in _layout.Pieces().Except(before)) _tree.StoreRange(piece.First, piece.Last, value);
    }

    private void EraseAs(Action<XarrayLayout> erase)
    {
        var before = _layout!.Pieces();
        erase(_layout);
        foreach (var piece in before.Except(_layout.Pieces())) _tree.RemoveRange(piece.First, piece.Last);
    }

    private string CompareExchange(ulong index, long old, long value)
    {
        if (old == 0)
        {
            // A reserved entry reads as nothing, and does not match it.
            if (value != 0 && _tree.TryAdd(index, value)) return "-";
            return _tree.TryGetValue(index, out long there) ? Value(there) : "-";
        }

        if (value != 0)
        {
            _tree.CompareExchange(index, value, old, out long current);
            return Value(current);
        }

        if (_tree.TryRemove(new KeyValuePair<ulong, long>(index, old))) return Text(old);
        return _tree.TryGetValue(index, out long other) ? Value(other) : "-";
    }

    private string Reserve(ulong index)
    {
        _tree.TryAdd(index, Reserved);
        return "OK";
    }

    private string Release(ulong index)
    {
        _tree.TryRemove(new KeyValuePair<ulong, long>(index, Reserved));
        return "OK";
    }

    private string Order(ulong index) => _tree.TryGetRange(index, out ulong first, out ulong last, out _) ? Text(BitOperations.PopCount(last - first)) : "0";

    private string Find(ulong from, ref Words words)
    {
        ulong max = words.Word();
        return Find(from, from, max, Filter(ref words));
    }

    private string FindAfter(ulong from, ref Words words)
    {
        ulong max = words.Word();
        int? tag = Filter(ref words);
        ulong passed = _layout?.At(from)?.Last ?? from;
        return passed == ulong.MaxValue ? $"- {Text(from)}" : Find(from, passed + 1, max, tag);
    }

    private string Find(ulong asked, ulong from, ulong max, int? tag)
    {
        if (from <= max)
        {
            if (tag is null)
            {
                ulong at = from;
                while (_tree.TryGetCeiling(at, out ulong found, out long value) && found <= max)
                {
                    if (value != Reserved) return $"{Text(value)} {Text(Math.Max(found, from))}";
                    if (found == ulong.MaxValue) break;
                    at = found + 1;
                }
            }
            else
            {
                foreach (var (index, value) in _tree.EnumerateTagged(tag.Value, from, max))
                {
                    if (value != Reserved) return $"{Text(value)} {Text(Math.Max(index, from))}";
                }
            }
        }

        return $"- {Text(asked)}";
    }

    private string Mark(ulong index, int mark, bool set)
    {
        _ = set ? _tree.SetTag(index, mark) : _tree.ClearTag(index, mark);
        return "OK";
    }

    /// <summary>In portions of five, as one reads that has little room.</summary>
    private string Extract(ulong start, ulong max, long most, int? tag)
    {
        var values = new List<long>();
        var indices = new ulong[5];
        var portion = new long[5];
        ulong at = start;
        bool more = start <= max;
        while (more && values.Count < most)
        {
            int count = tag is null ? _tree.CopyRange(at, indices, portion, out at, out more) : _tree.CopyTagged(tag.Value, at, indices, portion, out at, out more);
            for (int i = 0; i < count && values.Count < most; i++)
            {
                if (indices[i] > max) more = false;
                else if (portion[i] != Reserved) values.Add(portion[i]);
            }
        }

        return Listed(values);
    }

    private string Allocate(ulong low, ulong high, long value)
    {
        if (!_allocates) return "EINVAL";
        return TryAllocate(low, high, value, out ulong id) ? $"OK {Text(id)}" : "EBUSY";
    }

    /// <summary>As __xa_alloc_cyclic() does it: from the cursor, then from the low end; the id behind 2^32 - 1 is 0, and the next success after that says that it wrapped.</summary>
    private string AllocateCyclic(ulong low, ulong high, long value)
    {
        if (!_allocates) return "EINVAL";
        bool wraps = false;
        if (TryAllocate(Math.Max(low, _cursor), high, value, out ulong id))
        {
            (wraps, _wrapped) = (_wrapped, false);
        }
        else
        {
            if (_cursor <= low || !TryAllocate(low, high, value, out id)) return "EBUSY";
            wraps = true;
        }

        _cursor = (uint)(id + 1);
        if (_cursor == 0) _wrapped = true;
        return $"{(wraps ? "WRAPPED" : "OK")} {Text(id)} next={Text(_cursor)}";
    }

    private bool TryAllocate(ulong low, ulong high, long value, out ulong id)
    {
        if (!_tree.TryGetNextFree(Math.Max(low, _firstId), out id) || id > high) return false;
        _tree.Add(id, value);
        return true;
    }

    /// <summary>A mark, or null for "present".</summary>
    private static int? Filter(ref Words words) => words.Take("p") ? null : (int)words.Number();

    /// <summary>What a store puts into the layout: another one each time, so that it is seen how far it reaches.</summary>
    private sealed class Entry(long value)
    {
        public long Value { get; } = value;
    }
}
