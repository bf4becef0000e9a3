using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(g) A hundred entries behind a seek, per entry. The scan of everything is in <see cref="ScanBenchmarks"/> and in <c>quick</c>.</summary>
[BenchmarkCategory("walk")]
public class WalkBenchmarks
{
    private const int Sought = 1_000 * IReadWorkload.SeekLength;
    private IReadWorkload workload = null!;

    [Params(10_000, 1_000_000, 10_000_000)]
    public int Entries { get; set; }

    [Params("ulong", "string")]
    public string Keys { get; set; } = "ulong";

    [GlobalSetup]
    public void Setup() => workload = IReadWorkload.Of(Keys, Entries);

    [Benchmark(OperationsPerInvoke = Sought, Baseline = true)]
    public long SeekForeach100() => workload.SeekScan(Sought);

    [Benchmark(OperationsPerInvoke = Sought)]
    public long SeekCursor100() => workload.SeekCursor(Sought);

    [Benchmark(OperationsPerInvoke = Sought)]
    public long SeekCopyRange100() => workload.SeekCopy(Sought);
}
