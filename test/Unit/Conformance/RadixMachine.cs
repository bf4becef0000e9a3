using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Concurrent.Unit.Conformance;

/// <summary>A radix tree, driven through the public members: by the calls of the xarray, and by those of the classic radix tree.</summary>
/// <remarks>
/// <para>Where ours differs from the kernel on purpose, the machine adapts; docs/kernel-map.md, "Where ours differs on purpose", has the table.</para>
/// <list type="bullet">
/// <item>A reserved entry, which an xarray can hold beside values, is the value <see cref="Reserved"/> here: loads and finds take it for nothing, everything else for a value.</item>
/// <item>Storing nothing is a removal; in an array that allocates it leaves a reserved entry.</item>
/// <item>An xarray replaces and erases a multi-index entry as a whole, and cuts ranges at other places: <see cref="XarrayLayout"/> says how far each store reaches there.</item>
/// <item>Errors are exceptions or false.</item>
/// </list>
/// </remarks>
internal sealed partial class RadixMachine : IScriptMachine
{
    private const long Reserved = 0;

    private RadixTree<long> _tree = new();

    public string Answer(ScriptLine line)
    {
        var words = new Words(line.Arguments);
        string answer = line.Operation.StartsWith("xa", StringComparison.Ordinal) ? XarrayAnswer(line, ref words) : line.Operation switch
        {
            "r_clear" => Clear(),
            "r_insert" => _tree.TryAdd(words.Word(), words.Number()) ? "OK" : "EEXIST",
            "r_delete" => _tree.TryRemove(words.Word(), out long removed) ? Text(removed) : "-",
            "r_delete_item" => DeleteItem(words.Word(), words.Number()),
            "r_lookup" => _tree.TryGetValue(words.Word(), out long value) ? Text(value) : "-",
            "r_replace" => Replace(words.Word(), words.Number()),
            "r_gang" => Gang(words.Word(), words.Number(), tag: null),
            "r_gang_tag" => Gang(words.Word(), words.Number(), (int)words.Number()),
            "r_tag_set" => TagSet(words.Word(), (int)words.Number()),
            "r_tag_clear" => TagClear(words.Word(), (int)words.Number()),
            "r_tag_get" => _tree.GetTag(words.Word(), (int)words.Number()) ? "1" : "0",
            "r_tagged" => _tree.IsAnyTagged((int)words.Number()) ? "1" : "0",
            "r_empty" => _tree.IsEmpty ? "1" : "0",
            "r_dump" => Dump(),
            "r_sum" => Sum(),
            _ => throw new InvalidDataException($"unknown operation \"{line.Operation}\""),
        };
        words.End();
        return answer;
    }

    /// <summary>The kernel's order of what is not an aligned power of two means nothing, and is not compared.</summary>
    public bool IsSame(ScriptLine line, string answer)
        => line.Expected == answer || (line.Operation == "xa_get_order" && _layout?.At(new Words(line.Arguments).Word()) is { IsAligned: false });

    public void CheckInvariants() => _tree.CheckInvariants();

    private string Clear()
    {
        _tree.Clear();
        _layout = null;
        return "OK";
    }

    private string DeleteItem(ulong index, long expected)
    {
        if (expected != 0) return _tree.TryRemove(new KeyValuePair<ulong, long>(index, expected)) ? Text(expected) : "-";
        return _tree.TryRemove(index, out long removed) ? Text(removed) : "-";
    }

    /// <summary>As the kernel does it: the slot is looked up, and replaced through the handle.</summary>
    private string Replace(ulong index, long value)
    {
        if (!_tree.TryGetSlot(index, out var slot)) return "ENOENT";
        bool replaced = slot.TryReplace(value);
        slot.Dispose();
        return replaced ? "OK" : "found, and not replaced";
    }

    private string Gang(ulong first, long most, int? tag)
    {
        if (most == 0) return "0";
        var indices = new ulong[most];
        var values = new long[most];
        int count = tag is null ? _tree.CopyRange(first, indices, values, out _, out _) : _tree.CopyTagged(tag.Value, first, indices, values, out _, out _);
        return Listed(values[..count]);
    }

    private string TagSet(ulong index, int tag) => _tree.SetTag(index, tag) ? Text(_tree[index]) : "ABSENT";

    private string TagClear(ulong index, int tag)
    {
        bool there = _tree.ClearTag(index, tag);
        return _tree.TryGetValue(index, out long value) == there ? there ? Text(value) : "-" : $"{there}, and the value is {value}";
    }

    private string Dump()
    {
        var text = new StringBuilder();
        foreach (var (index, value) in Entries()) text.Append(CultureInfo.InvariantCulture, $" {index}:{value}:{Marks(index)}");
        return text.ToString().TrimStart();
    }

    private string Sum()
    {
        var hash = new Fnv1A();
        int count = 0;
        foreach (var (index, value) in Entries())
        {
            hash.Add(index);
            hash.Add((ulong)value);
            hash.Add((ulong)Marks(index));
            count++;
        }

        return $"{Text(count)} {hash}";
    }

    /// <summary>What the kernel's iteration reports: nothing reserved, and each of its multi-index entries once.</summary>
    private List<KeyValuePair<ulong, long>> Entries()
    {
        var entries = new List<KeyValuePair<ulong, long>>();
        ulong next = 0;
        bool any = false;
        foreach (var (index, value) in _tree)
        {
            _tree.TryGetRange(index, out _, out ulong last, out _);
            bool goesOn = any && next == index && entries.Count > 0 && entries[^1].Value == value && _layout?.At(index)?.First == entries[^1].Key;
            if (!goesOn && value != Reserved) entries.Add(new(index, value));
            (any, next) = (last < ulong.MaxValue, unchecked(last + 1));
        }

        return entries;
    }

    private int Marks(ulong index)
    {
        int marks = 0;
        for (int tag = 0; tag < _tree.TagCount; tag++)
        {
            if (_tree.GetTag(index, tag)) marks |= 1 << tag;
        }

        return marks;
    }

    private static string Listed(IReadOnlyList<long> values)
    {
        var text = new StringBuilder(Text(values.Count));
        foreach (long value in values) text.Append(' ').Append(Text(value));
        return text.ToString();
    }

    private static string Value(long value) => value == Reserved ? "-" : Text(value);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong index) => index.ToString(CultureInfo.InvariantCulture);
}
