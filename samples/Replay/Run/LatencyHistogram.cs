using System;
using System.Numerics;

namespace Concurrent.Replay;

/// <summary>
/// Counts durations in fixed logarithmic buckets, 32 to each power of two: a percentile is at most 1/32 too high, the maximum is exact,
/// and recording allocates nothing. One thread records.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 5;
    private const int Sub = 1 << SubBits;

    private readonly long[] _buckets = new long[(64 - SubBits) * Sub];

    public long Count { get; private set; }

    public long Max { get; private set; }

    /// <summary>Records a duration of 0 or more; a negative one, from a clock that was set back, counts as 0.</summary>
    public void Record(long ticks)
    {
        ticks = long.Max(ticks, 0);
        _buckets[BucketOf(ticks)]++;
        Count++;
        Max = long.Max(Max, ticks);
    }

    /// <summary>Adds what another histogram counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _buckets.Length; i++)
        {
            _buckets[i] += other._buckets[i];
        }

        Count += other.Count;
        Max = long.Max(Max, other.Max);
    }

    /// <summary>
    /// The least bucket bound that at least this fraction of the durations do not exceed (nearest rank); 0 when there are none.
    /// </summary>
    public long Percentile(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        long rank = long.Clamp((long)Math.Ceiling(fraction * Count), 1, long.Max(Count, 1));
        long seen = 0;
        for (int i = 0; i < _buckets.Length; i++)
        {
            seen += _buckets[i];
            if (seen >= rank)
            {
                return long.Min(UpperBound(i), Max);
            }
        }

        return 0;
    }

    // Below 32 a bucket is one value. From there a bucket is the leading bit and the five bits behind it.
    private static int BucketOf(long ticks)
    {
        if (ticks < Sub)
        {
            return (int)ticks;
        }

        int shift = BitOperations.Log2((ulong)ticks) - SubBits;
        return (shift * Sub) + (int)(ticks >> shift);
    }

    private static long UpperBound(int bucket)
    {
        if (bucket < Sub)
        {
            return bucket;
        }

        int shift = (bucket / Sub) - 1;
        return ((long)(Sub + (bucket % Sub)) << shift) + (1L << shift) - 1;
    }
}
