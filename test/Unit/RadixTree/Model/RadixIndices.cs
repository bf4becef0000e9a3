using System;
using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>Kinds of index spaces: each is a list of indices, ascending.</summary>
internal static class RadixIndices
{
    private static readonly ulong[] Corners =
    [
        .. new ulong[] { 0, 1, 2, 3, 7, 8, 31, 32, 61, 62, 63, 64, 65, 66, 126, 127, 128, 129, 4094, 4095, 4096, 4097, 4159, 4160, 8191, 8192, 262143, 262144, 262145 },
        .. new[] { 24, 30, 31, 32, 36, 42, 47, 48, 54, 59, 60, 61, 62, 63 }.SelectMany(bit => new[] { (1ul << bit) - 1, 1ul << bit, (1ul << bit) + 1 }),
        .. new ulong[] { 4159, 4097, 4096, 4095, 129, 128, 127, 65, 64, 63, 62, 32, 3, 2, 1, 0 }.Select(far => ulong.MaxValue - far),
    ];

    /// <summary>Side by side from 0 on.</summary>
    public static (Func<int, ulong> IndexOf, int Space) Dense { get; } = (index => (ulong)index, 300);

    /// <summary>Runs of neighbours around seams of nodes, far apart, and at both ends.</summary>
    public static (Func<int, ulong> IndexOf, int Space) Clustered { get; } = Of(
        from start in new ulong[] { 0, 50, 4080, 262130, (1ul << 32) - 12, (1ul << 32) + 4096, (1ul << 63) - 10, ulong.MaxValue - 90, ulong.MaxValue - 23 }
        from i in Enumerable.Range(0, 24)
        select start + (ulong)i);

    /// <summary>Spread over all 64 bits, rarely two of them below one node.</summary>
    public static (Func<int, ulong> IndexOf, int Space) Scattered { get; } = Of(from i in Enumerable.Range(1, 120) select Mixed((ulong)i));

    /// <summary>Ends of nodes of every level and of all indices.</summary>
    public static (Func<int, ulong> IndexOf, int Space) Edges { get; } = Of(Corners);

    private static (Func<int, ulong> IndexOf, int Space) Of(System.Collections.Generic.IEnumerable<ulong> indices)
    {
        ulong[] all = [.. indices.Distinct().Order()];
        return (index => all[index], all.Length);
    }

    private static ulong Mixed(ulong number)
    {
        number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
        number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
        return number ^ (number >> 31);
    }
}
