using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Concurrent.Bench.Data;

/// <summary>Makes keys for prefix trees, as texts; random bytes are texts of the first 256 characters, whose ordinal order is that of the bytes.</summary>
internal static class PrefixKeys
{
    private const ulong PathSeed = 44;
    private const int FewestSegments = 3;
    private const int MostSegments = 8;

    /// <summary>Distinct keys in random order: as many as asked for, or as there are words.</summary>
    public static string[] Of(PrefixShape shape, int count)
    {
        string[] keys = shape switch
        {
            PrefixShape.Words => Words(),
            PrefixShape.Paths => Paths(count),
            _ => Array.ConvertAll(Keys.Random(count), Random),
        };
        Shuffle(keys, PathSeed + 1);
        return keys.Length <= count ? keys : keys[..count];
    }

    /// <summary>For each key another one that is not among them, and differs in its last character only.</summary>
    public static string[] Absent(string[] keys)
    {
        var there = new HashSet<string>(keys, StringComparer.Ordinal);
        return Array.ConvertAll(keys, key =>
        {
            for (char last = 'a'; ; last++)
            {
                string other = string.Concat(key.AsSpan(0, key.Length - 1), [last]);
                if (!there.Contains(other)) return other;
            }
        });
    }

    /// <summary>The bytes of a key.</summary>
    public static byte[] Bytes(PrefixShape shape, string key) => (shape == PrefixShape.RandomBytes ? Encoding.Latin1 : Encoding.UTF8).GetBytes(key);

    /// <summary>The beginning that a prefix scan asks for: 4 letters of a word, 3 segments of a path, 2 random bytes.</summary>
    public static string Beginning(PrefixShape shape, string key)
    {
        int length = shape == PrefixShape.RandomBytes ? 2 : 4;
        if (shape == PrefixShape.Paths)
        {
            length = 0;
            for (int segment = 0; segment < 3; segment++) length = key.IndexOf('/', length + 1);
        }

        return length < 0 || length > key.Length ? key : key[..length];
    }

    /// <summary>The name in tables.</summary>
    public static string Name(PrefixShape shape) => shape switch
    {
        PrefixShape.Words => "words",
        PrefixShape.Paths => "paths",
        _ => "8 random bytes",
    };

    /// <summary>104,334 English words: SCOWL, copyright 2000-2011 by Kevin Atkinson; the notice stands beside the file.</summary>
    private static string[] Words()
    {
        using var file = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Data", "wamerican.txt.gz")), CompressionMode.Decompress);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Files in a tree of folders, whose names are words: few names near the root, more below it.</summary>
    private static string[] Paths(int count)
    {
        string[] words = Words();
        Shuffle(words, PathSeed);
        var stream = new SplitMix64(PathSeed);
        var paths = new HashSet<string>(count, StringComparer.Ordinal);
        var path = new StringBuilder();
        while (paths.Count < count)
        {
            path.Clear().Append("/usr");
            int segments = FewestSegments + (int)(stream.Next() % (MostSegments - FewestSegments + 1));
            int names = 4;
            for (int segment = 1; segment < segments; segment++, names *= 4)
            {
                // Short paths would soon be used up if their last name were one of few.
                int choice = segment == segments - 1 && segments < 6 ? words.Length : Math.Min(names, words.Length);
                path.Append('/').Append(words[(int)(stream.Next() % (ulong)choice)]);
            }

            paths.Add(path.ToString());
        }

        return [.. paths];
    }

    private static string Random(ulong key) => string.Create(sizeof(ulong), key, static (text, its) =>
    {
        for (int i = 0; i < text.Length; i++) text[i] = (char)(byte)(its >> (56 - (8 * i)));
    });

    private static void Shuffle(string[] keys, ulong seed)
    {
        var stream = new SplitMix64(seed);
        for (int i = keys.Length - 1; i > 0; i--)
        {
            int j = (int)(stream.Next() % (ulong)(i + 1));
            (keys[i], keys[j]) = (keys[j], keys[i]);
        }
    }
}
