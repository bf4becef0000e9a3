using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Concurrent.Unit.Maples;

namespace Concurrent.Unit.Conformance;

/// <summary>Eight maple trees and one cursor, driven through the public members.</summary>
/// <remarks>
/// <para>Where ours differs from the kernel on purpose, the machine adapts; docs/kernel-map.md, "Where ours differs on purpose", has the table.</para>
/// <list type="bullet">
/// <item>A reserved entry, which a kernel's tree can hold beside values, is the value <see cref="Reserved"/> here: loads and finds take it for nothing, everything else for a value.</item>
/// <item>Storing nothing is <c>RemoveRange</c>; inserting nothing asks <c>AnyIn</c>.</item>
/// <item>Errors are exceptions: EINVAL for a bad window or a tree that tracks no gaps.</item>
/// <item>Our cyclic allocation does not say that it wrapped, and goes on at the start of the window behind the greatest key; the kernel's tells, and goes on at 0.</item>
/// </list>
/// </remarks>
internal ref partial struct MapleMachine : IScriptMachine
{
    private const int Trees = 8;
    private const long Reserved = 0;

    private readonly MapleTree<ulong, long>[] _trees = new MapleTree<ulong, long>[Trees];
    private readonly (bool Gaps, bool Rcu)[] _flags = new (bool, bool)[Trees];

    /// <summary>A kernel's tree remembers that its last cyclic allocation gave out the greatest index.</summary>
    private readonly bool[] _wrapped = new bool[Trees];
    private readonly int _capacity;
    private int _current;

    private MapleCursor<ulong, long> _cursor;

    /// <summary>Whether the cursor's next search begins afresh: the kernel's steps past a gap there, where ours reports it.</summary>
    private bool _isFresh;

    /// <summary>Whether the kernel's cursor was without a node after the line before.</summary>
    private bool _wasWithoutNode;

    public MapleMachine(int capacity)
    {
        _capacity = capacity;
        for (int i = 0; i < Trees; i++) _trees[i] = MapleOf.Empty<ulong, long>(capacity, gaps: false);
        _cursor = Tree.GetCursor();
    }

    private readonly MapleTree<ulong, long> Tree => _trees[_current];

    public string Answer(ScriptLine line)
    {
        var words = new Words(line.Arguments);
        string answer = line.Operation.StartsWith("c_", StringComparison.Ordinal) ? CursorAnswer(line, ref words) : line.Operation switch
        {
            "tree" => Renew(_current, ref words),
            "use" => Use(words.Number()),
            "insert" => Insert(words.Word(), null, ref words),
            "insert_range" => Insert(words.Word(), words.Word(), ref words),
            "store" => Store(words.Word(), null, ref words),
            "store_range" => Store(words.Word(), words.Word(), ref words),
            "reserve" => Store(words.Word(), words.Word(), Reserved),
            "load" => Tree.TryGetValue(words.Word(), out long value) && value != Reserved ? Text(value) : "-",
            "erase" => Tree.TryRemoveContaining(words.Word(), out var removed) ? Value(removed) : "-",
            "alloc_range" => Allocate(highest: false, ref words),
            "alloc_rrange" => Allocate(highest: true, ref words),
            "alloc_cyclic" => AllocateCyclic(ref words),
            "find" => Find(words.Word(), words.Word(), after: false),
            "find_after" => Find(words.Word(), words.Word(), after: true),
            "next" => Next(words.Word(), words.Word()),
            "prev" => Previous(words.Word(), words.Word(), line.Expected),
            "walk" => Walk(words.Word()),
            "empty_area" => EmptyArea(highest: false, ref words),
            "empty_area_rev" => EmptyArea(highest: true, ref words),
            "dup" => Duplicate(words.Number()),
            "clear" => Renew(Number(words.Number()), ref words),
            "destroy" => Destroy(),
            "empty" => Tree.IsEmpty ? "1" : "0",
            "dump" => Dump(),
            "sum" => Sum(),
            _ => throw new InvalidDataException($"unknown operation \"{line.Operation}\""),
        };
        words.End();
        return answer;
    }

    public readonly bool IsSame(ScriptLine line, string answer) => line.Expected == answer;

    public readonly void Dispose() => _cursor.Dispose();

    public readonly void CheckInvariants()
    {
        foreach (var tree in _trees) tree.CheckInvariants();
    }

    private string Renew(int number, ref Words words)
    {
        bool gaps = words.Take("alloc");
        bool rcu = words.Take("rcu");
        _flags[number] = (gaps, rcu);
        _trees[number] = MapleOf.Empty<ulong, long>(_capacity, gaps);
        if (number == _current) RenewCursor();
        _wrapped[number] = false;
        return "OK";
    }

    private string Use(long number)
    {
        _current = Number(number);
        RenewCursor();
        return "OK";
    }

    private static int Number(long number) => number is >= 0 and < Trees ? (int)number : throw new InvalidDataException($"there is no tree {number}");

    private readonly string Insert(ulong first, ulong? end, ref Words words)
    {
        ulong last = end ?? first;
        long value = words.Number();
        try
        {
            if (value == 0) return Tree.AnyIn(first, last) ? "EEXIST" : "OK";
            return (end is null ? Tree.TryAdd(first, value) : Tree.TryAddRange(first, last, value)) ? "OK" : "EEXIST";
        }
        catch (ArgumentException)
        {
            return "EINVAL";
        }
    }

    private readonly string Store(ulong first, ulong? last, ref Words words)
    {
        long value = words.Number();
        if (value != 0 && last is null)
        {
            Tree.Store(first, value);
            return "OK";
        }

        if (value != 0) return Store(first, last!.Value, value);
        try
        {
            Tree.RemoveRange(first, last ?? first);
            return "OK";
        }
        catch (ArgumentException)
        {
            return "EINVAL";
        }
    }

    private readonly string Store(ulong first, ulong last, long value)
    {
        try
        {
            Tree.StoreRange(first, last, value);
            return "OK";
        }
        catch (ArgumentException)
        {
            return "EINVAL";
        }
    }

    private readonly string Allocate(bool highest, ref Words words)
    {
        ulong size = words.Word(), min = words.Word(), max = words.Word();
        long value = words.Number();
        try
        {
            bool found = highest ? Tree.TryAllocateHighest(size, value, out ulong first, min, max) : Tree.TryAllocate(size, value, out first, min, max);
            return found ? $"OK {Text(first)}" : "EBUSY";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return "EINVAL";
        }
    }

    private readonly string AllocateCyclic(ref Words words)
    {
        ulong low = words.Word(), high = words.Word(), from = words.Word();
        long value = words.Number();
        try
        {
            ulong next = from;
            if (!Tree.TryAllocateCyclic(1, value, ref next, out ulong id, low, high)) return next == from ? "EBUSY" : $"EBUSY, and next became {next}";
            if (next != (id < ulong.MaxValue ? id + 1 : low)) return $"OK {Text(id)}, but next is {next}";
            bool again = id < Math.Max(low, from); // found by the second search, from the start of the window
            bool wraps = again || _wrapped[_current];
            if (!again) _wrapped[_current] = false;
            if (id == ulong.MaxValue) _wrapped[_current] = true;
            return $"{(wraps ? "WRAPPED" : "OK")} {Text(id)} next={Text(unchecked(id + 1))}";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return "EINVAL";
        }
    }

    private readonly string EmptyArea(bool highest, ref Words words)
    {
        ulong min = words.Word(), max = words.Word(), size = words.Word();
        try
        {
            bool found = highest ? Tree.TryFindGapHighest(size, out ulong first, min, max) : Tree.TryFindGap(size, out first, min, max);
            string answer = found ? $"OK {Text(first)} {Text(first + (size - 1))}" : "EBUSY";
            string cursors = CursorsGap(highest, min, max, size);
            return cursors == answer ? answer : $"{answer}, but {cursors} from a cursor";
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return "EINVAL";
        }
    }

    private readonly string Find(ulong from, ulong max, bool after)
    {
        if (after && from == 0) return "- 0";
        if (from <= max)
        {
            foreach (var entry in Tree.EnumerateRange(from, max))
            {
                if (entry.Value != Reserved) return $"{Text(entry.Value)} {Text(unchecked(entry.Last + 1))}";
            }
        }

        return $"- {Text(from)}";
    }

    private readonly string Next(ulong key, ulong max)
    {
        if (key >= max) return "-";
        using var cursor = Tree.GetCursor();
        cursor.Set(key);
        return cursor.Next(max) ? Value(cursor.Value) : "-";
    }

    private readonly string Previous(ulong key, ulong min, string expected)
    {
        if (key <= min) return "-";
        using var cursor = Tree.GetCursor();
        cursor.Set(key);
        if (cursor.Previous(min)) return Value(cursor.Value);
        // A kernel's tree of one entry at index 0 has no node, and there the search ignores its limit (q01, 2).
        return expected != "-" && IsLoneZero && cursor.Previous(0) ? Value(cursor.Value) : "-";
    }

    private readonly string Walk(ulong key)
    {
        bool found = Tree.TryGetRange(key, out var range);
        return $"{(found ? Value(range) : "-")} {Text(range.First)} {Text(range.Last)}";
    }

    private string Duplicate(long number)
    {
        int to = Number(number);
        if (_flags[to] != _flags[_current] || !_trees[to].IsEmpty) return "EINVAL";
        _trees[to] = Tree.Clone();
        if (to == _current) RenewCursor();
        return "OK";
    }

    private readonly string Destroy()
    {
        Tree.Clear();
        return "OK";
    }

    private readonly string Dump()
    {
        var text = new StringBuilder();
        foreach (var entry in Tree) text.Append(CultureInfo.InvariantCulture, $" {entry.First}:{entry.Last}:{Value(entry)}");
        return text.ToString().TrimStart();
    }

    private readonly string Sum()
    {
        var hash = new Fnv1A();
        int count = 0;
        foreach (var (first, last, value) in Tree)
        {
            hash.Add(first);
            hash.Add(last);
            hash.Add(value == Reserved ? ulong.MaxValue : (ulong)value);
            count++;
        }

        return count == Tree.Count ? $"{Text(count)} {hash}" : $"{count} ranges, but a count of {Tree.Count}";
    }

    /// <summary>Whether there is one range, and that of the first key alone.</summary>
    private readonly bool IsLoneZero => Tree.Count == 1 && Tree.TryGetRange(0, out var range) && range.Last == 0;

    private static string Value(RangeEntry<ulong, long> entry) => Value(entry.Value);

    private static string Value(long value) => value == Reserved ? "Z" : Text(value);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong key) => key.ToString(CultureInfo.InvariantCulture);
}
