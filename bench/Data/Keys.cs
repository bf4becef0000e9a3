using System;

namespace Concurrent.Bench.Data;

/// <summary>The keys that every benchmark uses, the same on every machine and in every run.</summary>
internal static class Keys
{
    private const ulong StreamSeed = 42;
    private const ulong ShuffleSeed = 43;

    /// <summary>The first <paramref name="count"/> keys of the stream: distinct, in random order.</summary>
    public static ulong[] Random(int count)
    {
        var stream = new SplitMix64(StreamSeed);
        var keys = new ulong[count];
        for (int i = 0; i < count; i++) keys[i] = stream.Next();
        return keys;
    }

    /// <summary>As many keys that are not among the first <paramref name="count"/>.</summary>
    public static ulong[] Absent(int count) => Random(2 * count)[count..];

    /// <summary>The same keys in ascending order.</summary>
    public static ulong[] Ascending(int count)
    {
        ulong[] keys = Random(count);
        Array.Sort(keys);
        return keys;
    }

    /// <summary>The same keys in another random order: a lookup must not profit from the order of insertion, in which nodes lie in memory.</summary>
    public static ulong[] Shuffled(ulong[] keys)
    {
        var stream = new SplitMix64(ShuffleSeed);
        ulong[] shuffled = [.. keys];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            // High half of a 64 x 64 bit product: uniform enough (bias below 2^-39 here), and no division.
            int j = (int)Math.BigMul(stream.Next(), (ulong)(i + 1), out _);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }
}
