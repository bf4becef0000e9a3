using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Ids given out and taken back at two fills.</summary>
[BenchmarkCategory("radix")]
public class IdBenchmarks
{
    private const int Operations = 10_000;
    private const int Space = 1_000_000;
    private IdWorkload ids = null!;

    /// <summary>How many of a hundred ids are taken.</summary>
    [Params(50, 99)]
    public int Percent { get; set; }

    [GlobalSetup]
    public void Build() => ids = new IdWorkload(Space, Percent);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long AllocateFree() => ids.AllocateFree(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long From() => ids.From(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Cyclic() => ids.Cyclic(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long WithValue() => ids.WithValue(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Delayed() => ids.Delayed(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Lowest() => ids.Lowest(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Bag() => ids.Bag(Operations);
}
