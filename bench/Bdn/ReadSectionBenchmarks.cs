using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(a) Entering and leaving a read section, against a lock.</summary>
[BenchmarkCategory("section")]
public class ReadSectionBenchmarks
{
    private const int Pairs = 100_000;
    private readonly ReadSectionWorkload workload = new();

    [Benchmark(OperationsPerInvoke = Pairs, Baseline = true)]
    public long Section() => workload.Section(Pairs);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public long Handle() => workload.Handle(Pairs);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public long Nested() => workload.Nested(Pairs);

    [Benchmark(OperationsPerInvoke = Pairs)]
    public long Lock() => workload.Lock(Pairs);
}
