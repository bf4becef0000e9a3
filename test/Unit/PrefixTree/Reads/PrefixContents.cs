using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>What a prefix tree under test holds, as a sorted list of byte strings, and the answers that follow from going through it. The value of a key is its place in the list, unless it comes with one.</summary>
internal sealed class PrefixContents
{
    private readonly List<byte[]> _keys;
    private readonly int[]? _values;

    /// <summary>About how many keys are asked for.</summary>
    private readonly int _mostProbes = int.MaxValue;

    private PrefixContents(IEnumerable<byte[]> keys) =>
        _keys = [.. keys.DistinctBy(Convert.ToBase64String).Order(Comparer<byte[]>.Create(Compare))];

    /// <summary>What a model holds; not every key of it is asked for.</summary>
    public PrefixContents(SortedDictionary<byte[], int> entries, int mostProbes)
    {
        _keys = [.. entries.Keys];
        _values = [.. entries.Values];
        _mostProbes = mostProbes;
    }

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The keys, ascending.</summary>
    public IReadOnlyList<byte[]> Keys => _keys;

    private static Dictionary<string, Func<IEnumerable<byte[]>>> All { get; } = new()
    {
        ["empty"] = static () => [],
        ["the empty key"] = static () => [[]],
        ["one"] = static () => [Bytes("one")],
        ["a few"] = static () => new[] { "", "a", "ab", "abc", "abd", "b", "ba" }.Select(Bytes),
        ["words"] = static () => Words(1, 700),
        ["umlauts and beyond"] = static () => Words(2, 300).Select(static word => Bytes(Encoding.UTF8.GetString(word).Replace("a", "ä", StringComparison.Ordinal).Replace("ko", "語", StringComparison.Ordinal).Replace("mi", "😀", StringComparison.Ordinal))),
        ["paths"] = static () => Words(3, 60).SelectMany(static word => Enumerable.Range(0, 9).Select(i => Bytes($"/usr/share/{Encoding.UTF8.GetString(word)}/file{i}.txt"))),
        ["random"] = static () => Random(4, 500, 256, 6),
        ["eight random bytes"] = static () => Random(5, 400, 256, 8).Where(static key => key.Length == 8),
        ["three byte values"] = static () => Random(6, 700, 3, 9).Select(static key => Array.ConvertAll(key, static b => b == 2 ? (byte)255 : b)),
        ["many"] = static () => Random(12, 3000, 256, 5).Concat(Words(13, 200)),
        ["every byte"] = static () => Enumerable.Range(0, 256).Select(static b => new[] { (byte)b }).Append([]),
        ["every two bytes of some"] = static () => Enumerable.Range(0, 256).SelectMany(static b => Enumerable.Range(0, 6).Select(c => new[] { (byte)b, (byte)(c * 51) })),
        ["each a prefix of the next"] = static () => Enumerable.Range(0, 300).Select(static n => Enumerable.Repeat((byte)'a', n).ToArray()),
        ["zeros"] = static () => Enumerable.Range(0, 40).SelectMany(static n => new[] { new byte[n], [.. new byte[n], 0xFF] }),
        ["differences at each depth"] = static () => Enumerable.Range(0, 24).SelectMany(static d => Enumerable.Range(0, 40).Select(i => Changed(24, d, (byte)(i * 6)))),
        ["one difference at each depth"] = static () => Enumerable.Range(0, 200).Select(static d => Changed(200, d, 7)),
        ["a long common prefix"] = static () => Words(7, 90).Select(static word => (byte[])[.. Long(65_000), .. word]),
        ["long prefixes of each other"] = static () => Enumerable.Range(0, 50).Select(static i => Long(65_536 - (7 * i))),
        ["long and short"] = static () => Enumerable.Range(0, 17).Select(static i => Long(1 << i)).Concat(Words(8, 40)).Append([]),
    };

    public static PrefixContents Of(string name) => new(All[name]());

    /// <summary>The value of the key at a place; 0 where there is none.</summary>
    public int ValueAt(int index) => index < 0 ? 0 : _values is null ? index : _values[index];

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public PrefixTree<int> Tree()
    {
        var tree = new PrefixTree<int>();
        int[] order = [.. Enumerable.Range(0, _keys.Count)];
        new Random(9).Shuffle(order);
        foreach (int at in order) Assert.True(tree.TryAdd(_keys[at], at));
        tree.CheckInvariants();
        Assert.Equal(_keys.Count, tree.Count);
        return tree;
    }

    /// <summary>The keys themselves and what lies right beside them; and some at random.</summary>
    public List<byte[]> Probes()
    {
        int every = 1 + (_keys.Sum(static key => key.Length) / 400_000) + (_keys.Count / 1000); // long ones are dear to compare
        var probes = new List<byte[]>();
        for (int at = 0; at < _keys.Count; at++)
        {
            byte[] key = _keys[at];
            probes.Add(key);
            if (at % every != 0) continue;
            probes.Add([.. key, 0]);
            probes.Add([.. key, 255]);
            probes.Add([.. key, .. "and more that nobody has stored"u8]);
            if (key.Length == 0) continue;
            probes.Add(key[..^1]);
            probes.Add(key[..(key.Length / 2)]);
            probes.Add([.. key[..^1], (byte)(key[^1] + 1)]);
            probes.Add([.. key[..^1], (byte)(key[^1] - 1), 255]);
            probes.Add([.. key[..(key.Length / 2)], 255]);
        }

        if (_values is null)
        {
            probes.AddRange(Random(10, 60, 256, 5));
            probes.AddRange(Words(11, 60));
        }

        probes.Add([]);
        int step = 1 + (probes.Count / _mostProbes);
        return [.. probes.Where((_, at) => at % step == 0).DistinctBy(Convert.ToBase64String)];
    }

    /// <summary>Texts for which half of all members ask.</summary>
    public IEnumerable<string> Texts() => Probes().Where(static key => key.Length < 5000 && System.Text.Unicode.Utf8.IsValid(key)).Select(Encoding.UTF8.GetString);

    public int IndexOf(ReadOnlySpan<byte> key)
    {
        int at = CountBelow(key, orEqual: false);
        return at < _keys.Count && key.SequenceEqual(_keys[at]) ? at : -1;
    }

    /// <summary>The place of the nearest key, or -1.</summary>
    public int Nearest(ReadOnlySpan<byte> key, bool up, bool orEqual)
    {
        int below = CountBelow(key, orEqual: up != orEqual);
        return !up ? below - 1 : below < _keys.Count ? below : -1;
    }

    public IEnumerable<int> PrefixesOf(byte[] key) => Enumerable.Range(0, _keys.Count).Where(at => key.AsSpan().StartsWith(_keys[at]));

    public IEnumerable<int> With(byte[] prefix) => Enumerable.Range(0, _keys.Count).Where(at => _keys[at].AsSpan().StartsWith(prefix));

    public IEnumerable<int> Within(byte[]? first, byte[]? last) =>
        Enumerable.Range(0, _keys.Count).Where(at => (first is null || Compare(_keys[at], first) >= 0) && (last is null || Compare(_keys[at], last) <= 0));

    public static int Compare(byte[]? left, byte[]? right) => left.AsSpan().SequenceCompareTo(right);

    private static List<byte[]> Words(int seed, int count)
    {
        string[] syllables = ["ka", "ko", "mi", "ra", "s", "te", "un", "er", "ing", "pre", "a", "ti", "on", "al", "ly"];
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Bytes(string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => syllables[random.Next(syllables.Length)]))))];
    }

    private static List<byte[]> Random(int seed, int count, int values, int longest)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            byte[] key = new byte[random.Next(longest + 1)];
            for (int at = 0; at < key.Length; at++) key[at] = (byte)random.Next(values);
            return key;
        })];
    }

    private static byte[] Long(int length)
    {
        byte[] key = new byte[length];
        for (int at = 0; at < length; at++) key[at] = (byte)(at % 251);
        return key;
    }

    private static byte[] Changed(int length, int at, byte to)
    {
        byte[] key = Long(length);
        key[at] ^= to;
        return key;
    }

    private int CountBelow(ReadOnlySpan<byte> key, bool orEqual)
    {
        int low = 0, high = _keys.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            int order = _keys[middle].AsSpan().SequenceCompareTo(key);
            if (order < 0 || (orEqual && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
