using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Unicode;

namespace Concurrent.Replay;

/// <summary>The words of a list in the order of their bytes. The rank of a word is its place in it.</summary>
internal sealed class WordList
{
    private readonly byte[][] _words;
    private readonly string[] _texts;

    /// <summary>For each word the longest other one that it begins with, or -1.</summary>
    private readonly int[] _parents;

    private WordList(string path, byte[][] words)
    {
        Path = path;
        _words = words;
        _texts = Array.ConvertAll(words, Encoding.UTF8.GetString);
        _parents = new int[words.Length];
        for (int rank = 0; rank < words.Length; rank++)
        {
            int parent = rank - 1;
            while (parent >= 0 && !words[rank].AsSpan().StartsWith(words[parent]))
            {
                parent = _parents[parent];
            }

            _parents[rank] = parent;
            Longest = int.Max(Longest, words[rank].Length);
        }
    }

    /// <summary>The list that comes with the program.</summary>
    public static string BundledPath => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "wamerican.txt.gz");

    /// <summary>The file it came from.</summary>
    public string Path { get; }

    /// <summary>How many words there are, at least one.</summary>
    public int Count => _words.Length;

    /// <summary>How many bytes the longest word has.</summary>
    public int Longest { get; }

    public byte[] this[int rank] => _words[rank];

    /// <summary>Reads a list. <c>Data/README.md</c> describes the format.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static WordList Load(string path)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = new List<byte[]>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.IsEmpty)
            {
                throw reader.Error("a word is missing");
            }

            if (!Utf8.IsValid(line))
            {
                throw reader.Error($"{Fields.Quote(line)} is not valid UTF-8");
            }

            if (!lines.TryAdd(Encoding.UTF8.GetString(line), reader.Line))
            {
                throw reader.Error($"{Fields.Quote(line)} was in line {lines[Encoding.UTF8.GetString(line)]} already");
            }

            words.Add(line.ToArray());
        }

        return words.Count > 0 ? Of(path, words) : throw reader.Error("the file ends here and has no word in it");
    }

    /// <summary>A list of words that are all different.</summary>
    public static WordList Of(string path, IEnumerable<byte[]> words)
    {
        byte[][] sorted = [.. words];
        Array.Sort(sorted, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        return new WordList(path, sorted);
    }

    public string Text(int rank) => _texts[rank];

    /// <summary>The longest other word that a word begins with, or -1.</summary>
    public int Parent(int rank) => _parents[rank];

    /// <summary>The rank of a word, or the complement of where it would stand.</summary>
    public int RankOf(ReadOnlySpan<byte> word)
    {
        int low = 0;
        int high = _words.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = word.SequenceCompareTo(_words[middle]);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (low, middle) : (middle + 1, high);
        }

        return ~low;
    }

    /// <summary>The rank of a word that is probably the next one; -1 when it is in no list.</summary>
    public int RankOf(ReadOnlySpan<byte> word, int next) => next < _words.Length && word.SequenceEqual(_words[next]) ? next : int.Max(RankOf(word), -1);

    /// <summary>The longest word that a key begins with, or -1.</summary>
    public int LongestOf(ReadOnlySpan<byte> key)
    {
        int rank = RankOf(key);
        if (rank >= 0)
        {
            return rank;
        }

        // Every word between the one that is looked for and the key begins with it, so it is among those that the last word before the key begins with.
        rank = ~rank - 1;
        while (rank >= 0 && !key.StartsWith(_words[rank]))
        {
            rank = _parents[rank];
        }

        return rank;
    }

    /// <summary>The words that begin like this: the rank of the first one and of the last one, which is the lower one when there is none.</summary>
    public (int First, int Last) Family(ReadOnlySpan<byte> prefix)
    {
        int first = RankOf(prefix);
        first = first < 0 ? ~first : first;
        int low = first;
        int high = _words.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = _words[middle].AsSpan().StartsWith(prefix) ? (middle + 1, high) : (low, middle);
        }

        return (first, low - 1);
    }
}
