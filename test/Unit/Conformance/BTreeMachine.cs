using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Text;
using Concurrent.Unit.Trees;

namespace Concurrent.Unit.Conformance;

/// <summary>Answers operations on keys of one width the way the kernel's driver prints them.</summary>
internal interface IBTreeMachine
{
    /// <summary>The answer to an operation, without its width suffix.</summary>
    string Answer(string operation, ReadOnlySpan<string> arguments);

    void CheckInvariants();
}

/// <summary>Four trees with keys of one width, driven through the public members.</summary>
/// <remarks>
/// Where ours differs from the kernel on purpose, the machine adapts: the kernel stops (BUG) at a duplicate key, where ours answers false; it stops at the value 0,
/// which is no value there and an ordinary one here; and it stops in the middle of a merge that meets a common key, where ours changes nothing.
/// </remarks>
internal sealed class BTreeMachine<TKey> : IBTreeMachine
    where TKey : struct, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
{
    private const int Trees = 4;

    private readonly BPlusTree<TKey, long>[] _trees = new BPlusTree<TKey, long>[Trees];
    private readonly int _words = TKey.Zero.GetByteCount() / sizeof(ulong);
    private int _current;

    public BTreeMachine(int capacity)
    {
        for (int i = 0; i < Trees; i++) _trees[i] = TreeOf.Empty<TKey, long>(capacity);
    }

    private BPlusTree<TKey, long> Tree => _trees[_current];

    public string Answer(string operation, ReadOnlySpan<string> arguments)
    {
        var words = new Words(arguments);
        string answer = operation switch
        {
            "use" => Use(words.Number()),
            "insert" => Insert(Key(ref words), words.Number()),
            "update" => Tree.TryUpdate(Key(ref words), words.Number()) ? "OK" : "ENOENT",
            "remove" => Tree.TryRemove(Key(ref words), out long removed) ? Text(removed) : "-",
            "lookup" => Tree.TryGetValue(Key(ref words), out long value) ? Text(value) : "-",
            "last" => Tree.TryGetLast(out var key, out long value) ? $"{value} {Text(key)}" : $"- {Text(TKey.Zero)}",
            "get_prev" => Previous(Key(ref words)),
            "merge" => Merge(words.Number()),
            "visit" => Visit(),
            "sum" => Sum(),
            "grim" => Grim(),
            _ => throw new InvalidDataException($"unknown operation \"{operation}\""),
        };
        words.End();
        return answer;
    }

    public void CheckInvariants()
    {
        foreach (var tree in _trees) tree.CheckInvariants();
    }

    private string Use(long number)
    {
        if (number is < 0 or >= Trees) throw new InvalidDataException($"there is no tree {number}");
        _current = (int)number;
        return "OK";
    }

    private string Insert(TKey key, long value) => value != 0 && Tree.TryAdd(key, value) ? "OK" : "BUG";

    private string Previous(TKey key) => Tree.TryGetLower(key, out var found, out long value) ? $"{value} {Text(found)}" : $"- {Text(key)}";

    private string Merge(long number)
    {
        if (number is < 0 or >= Trees) throw new InvalidDataException($"there is no tree {number}");
        try
        {
            Tree.MergeFrom(_trees[number]);
            return "OK";
        }
        catch (ArgumentException)
        {
            return "BUG";
        }
    }

    private string Visit()
    {
        var text = new StringBuilder();
        long count = 0;
        foreach (var (key, value) in Tree.EnumerateDescending())
        {
            text.Append(CultureInfo.InvariantCulture, $"{Text(key).Replace(' ', ':')}:{value} ");
            count++;
        }

        return text.Append(CultureInfo.InvariantCulture, $"count={count}").ToString();
    }

    private string Sum() => Sum([.. Descending()]);

    private string Grim()
    {
        var drained = new List<KeyValuePair<TKey, long>>();
        Tree.Drain(drained, static (list, key, value, _) => list.Add(new(key, value)));
        drained.Reverse();
        return Sum(drained);
    }

    private List<KeyValuePair<TKey, long>> Descending()
    {
        var entries = new List<KeyValuePair<TKey, long>>();
        foreach (var entry in Tree.EnumerateDescending()) entries.Add(entry);
        return entries;
    }

    private string Sum(List<KeyValuePair<TKey, long>> entries)
    {
        var hash = new Fnv1A();
        foreach (var (key, value) in entries)
        {
            for (int word = 0; word < _words; word++) hash.Add(Word(key, word));
            hash.Add((ulong)value);
        }

        return $"count={entries.Count} {hash}";
    }

    private TKey Key(ref Words words)
    {
        var key = TKey.Zero;
        for (int word = 0; word < _words; word++) key |= TKey.CreateTruncating(words.Word()) << Shift(word);
        return key;
    }

    /// <summary>A word of a key; the first is the major one.</summary>
    private ulong Word(TKey key, int word) => ulong.CreateTruncating(key >>> Shift(word));

    private int Shift(int word) => 64 * (_words - 1 - word);

    private string Text(TKey key) => string.Join(' ', Enumerable.Range(0, _words).Select(word => Word(key, word).ToString(CultureInfo.InvariantCulture)));

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
