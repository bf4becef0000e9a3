using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(d) What a snapshot costs the writer.</summary>
[BenchmarkCategory("snapshot")]
public class SnapshotBenchmarks
{
    private const int Snapshots = 1_000;
    private SnapshotWorkload workload = null!;

    [Params(1_000_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup() => workload = new SnapshotWorkload(Entries);

    [Benchmark(OperationsPerInvoke = Snapshots, Baseline = true)]
    public long Write() => workload.Write(Snapshots);

    [Benchmark(OperationsPerInvoke = Snapshots)]
    public long Snapshot() => workload.Snapshot(Snapshots);

    [Benchmark(OperationsPerInvoke = Snapshots)]
    public long SnapshotThenWrite() => workload.SnapshotThenWrite(Snapshots);
}
