using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Writes that become visible together, against the same writes one by one; per entry.</summary>
[BenchmarkCategory("bulk")]
public class GroupedWriteBenchmarks
{
    private const int Writes = 100_000;
    private GroupedWriteWorkload<ulong> workload = null!;

    [Params(10_000, 1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup() => workload = new GroupedWriteWorkload<ulong>(Keys.Shuffled(Keys.Random(Entries)), Keys.Ascending(Entries), group: 1_000);

    [Benchmark(OperationsPerInvoke = Writes, Baseline = true)]
    public long OneByOne() => workload.OneByOne(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long Batch() => workload.Batch(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long SetRange() => workload.SetRange(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long RemoveSingleAndAdd() => workload.RemoveSingle(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long RemoveRangeAndAdd() => workload.RemoveRange(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long Pop() => workload.Pop(Writes);
}
