using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(d) Filling an empty map, per key.</summary>
[BenchmarkCategory("build")]
public class BuildBenchmarks
{
    // A constant, because the figures are per key.
    private const int Entries = 1_000_000;
    private BuildWorkload workload = null!;

    [GlobalSetup]
    public void Setup() => workload = new BuildWorkload(Entries);

    [Benchmark(OperationsPerInvoke = Entries, Baseline = true)]
    public long TreeRandom() => workload.TreeRandom(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long TreeAscending() => workload.TreeAscending(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long LockedSortedDictionaryRandom() => workload.LockedRandom(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long LockedSortedDictionaryAscending() => workload.LockedAscending(Entries);
}
