using System;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Small_durations_are_counted_exactly()
    {
        LatencyHistogram histogram = Of(Enumerable.Range(0, 32).Select(i => (long)i));

        Assert.Equal(0, histogram.Percentile(0));
        Assert.Equal(15, histogram.Percentile(0.5));
        Assert.Equal(31, histogram.Percentile(1));
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(1.0)]
    public void A_percentile_is_the_nearest_rank_or_at_most_a_32nd_above_it(double fraction)
    {
        var random = new Random(11);
        long[] ticks = [.. Enumerable.Range(0, 20_000).Select(_ => (long)Math.Pow(2, random.NextDouble() * 40)).Order()];
        long exact = ticks[Math.Max((int)Math.Ceiling(fraction * ticks.Length), 1) - 1];

        long answer = Of(ticks).Percentile(fraction);

        Assert.InRange(answer, exact, exact + (exact / 32));
    }

    [Fact]
    public void The_extremes_of_a_duration_have_a_bucket()
    {
        LatencyHistogram histogram = Of([-1, long.MaxValue, long.MaxValue]);

        Assert.Equal(0, histogram.Percentile(0.3));
        Assert.Equal(long.MaxValue, histogram.Percentile(0.5));
        Assert.Equal(long.MaxValue, histogram.Max);
    }

    [Fact]
    public void No_percentile_exceeds_the_maximum()
    {
        LatencyHistogram histogram = Of([1_000_001]);

        Assert.Equal(1_000_001, histogram.Percentile(0.5));
        Assert.Equal(1_000_001, histogram.Max);
    }

    [Fact]
    public void An_empty_histogram_answers_zero()
    {
        var histogram = new LatencyHistogram();

        Assert.Equal(0, histogram.Percentile(0.99));
        Assert.Equal(0, histogram.Max);
        Assert.Throws<ArgumentOutOfRangeException>(() => histogram.Percentile(1.5));
    }

    [Fact]
    public void Histograms_add_up()
    {
        LatencyHistogram sum = Of([1, 2, 3]);
        sum.Add(Of([500, 4]));

        Assert.Equal(5, sum.Count);
        Assert.Equal(500, sum.Max);
        Assert.Equal(3, sum.Percentile(0.5));
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (long ticks = 0; ticks < 100_000; ticks++)
        {
            histogram.Record(ticks * ticks);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static LatencyHistogram Of(System.Collections.Generic.IEnumerable<long> ticks)
    {
        var histogram = new LatencyHistogram();
        foreach (long t in ticks)
        {
            histogram.Record(t);
        }

        return histogram;
    }
}
