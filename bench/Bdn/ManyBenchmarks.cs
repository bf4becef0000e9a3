using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(f) Look-ups, single and many at once.</summary>
[BenchmarkCategory("many")]
public class ManyBenchmarks
{
    private const int Lookups = 100_032;
    private IReadWorkload workload = null!;

    [Params(10_000, 1_000_000, 10_000_000)]
    public int Entries { get; set; }

    [Params("ulong", "string")]
    public string Keys { get; set; } = "ulong";

    [GlobalSetup]
    public void Setup() => workload = IReadWorkload.Of(Keys, Entries);

    [Benchmark(OperationsPerInvoke = Lookups, Baseline = true)]
    public long TryGetValue() => workload.Hit(Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long TryGetValueAbsent() => workload.Miss(Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long ReadTryGetValue() => workload.Reader(Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long GetMany8() => workload.Many(8, Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long GetMany16() => workload.Many(16, Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long GetMany32() => workload.Many(32, Lookups);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long GetMany64() => workload.Many(64, Lookups);
}
