using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Concurrent.Unit.Prefixes;

/// <summary>Keys for tests.</summary>
internal static class Keys
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The bytes of <paramref name="head"/> and one more.</summary>
    public static byte[] With(byte[] head, int last) => [.. head, (byte)last];

    /// <summary>As many keys as there are numbers, in 4 bytes each, ascending.</summary>
    public static IEnumerable<byte[]> Numbers(int from, int count) => Enumerable.Range(from, count).Select(static i => (byte[])[(byte)(i >> 24), (byte)(i >> 16), (byte)(i >> 8), (byte)i]);

    /// <summary>For each of these bytes as many keys of 2 bytes, so that a tree of them has an inner node with a leaf for each.</summary>
    public static IEnumerable<byte[]> Fan(int from, int bytes, int each) => Enumerable.Range(from, bytes).SelectMany(by => Enumerable.Range(0, each).Select(i => (byte[])[(byte)by, (byte)i]));

    /// <summary>In an order of their own, the same each time.</summary>
    public static byte[][] Shuffled(IEnumerable<byte[]> keys, int seed = 1)
    {
        byte[][] all = [.. keys];
        new Random(seed).Shuffle(all);
        return all;
    }
}
