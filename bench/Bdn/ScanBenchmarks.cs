using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(d) Reading in order, per entry.</summary>
[BenchmarkCategory("scan")]
public class ScanBenchmarks
{
    // A constant, because the figures are per entry.
    private const int Entries = 1_000_000;
    private const int Sought = 1_000 * ScanWorkload.SeekLength;
    private ScanWorkload workload = null!;

    private IReadWorkload reads = null!;

    [GlobalSetup]
    public void Setup()
    {
        workload = new ScanWorkload(Entries);
        reads = IReadWorkload.Of("ulong", Entries);
    }

    [Benchmark(OperationsPerInvoke = Entries, Baseline = true)]
    public long TreeAll() => workload.TreeAll(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long LockedSortedDictionaryAll() => workload.LockedAll(Entries);

    [Benchmark(OperationsPerInvoke = Sought)]
    public long TreeSeek100() => workload.TreeSeek(Sought);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long CursorAll() => reads.Cursor(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long CopyRangeAll() => reads.Copy(Entries);
}
