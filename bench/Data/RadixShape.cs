using System;

namespace Concurrent.Bench.Data;

/// <summary>How the indices of a sparse array lie, and in which order they are stored.</summary>
internal enum RadixShape
{
    /// <summary>0, 1, 2 ... in order.</summary>
    Dense,

    /// <summary>The same in random order.</summary>
    DenseRandom,

    /// <summary>Runs of 32 neighbours, anywhere, in random order.</summary>
    Clustered,

    /// <summary>Random 64-bit numbers.</summary>
    Scattered,
}

/// <summary>Makes indices.</summary>
internal static class RadixShapes
{
    private const int Run = 32;

    /// <summary>Distinct indices in the order in which they are stored.</summary>
    public static ulong[] Indices(RadixShape shape, int count)
    {
        ulong[] random = Keys.Random(count);
        if (shape == RadixShape.Scattered) return random;
        var indices = new ulong[count];
        for (int i = 0; i < count; i++) indices[i] = shape == RadixShape.Clustered ? (random[i / Run] & ~(Run - 1UL)) + (ulong)(i % Run) : (ulong)i;
        return shape == RadixShape.Dense ? indices : Keys.Shuffled(indices);
    }

    /// <summary>The name in tables.</summary>
    public static string Name(RadixShape shape) => shape switch
    {
        RadixShape.Dense => "dense, in order",
        RadixShape.DenseRandom => "dense, random order",
        RadixShape.Clustered => "clustered",
        _ => "scattered",
    };
}
