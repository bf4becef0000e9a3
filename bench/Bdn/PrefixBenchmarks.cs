using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Keys of bytes and text: what the group of this name measures, each in a process of its own.</summary>
[BenchmarkCategory("prefix")]
public class PrefixBenchmarks
{
    private const int Operations = 10_000;
    private const int Entries = 100_000;
    private PrefixWorkload map = null!;
    private PrefixScanWorkload scans = null!;

    /// <summary>What the keys are; the name of a <see cref="PrefixShape"/>, which is not public.</summary>
    [Params("Words", "Paths", "RandomBytes")]
    public string Shape { get; set; } = "";

    [GlobalSetup(Targets = [nameof(Longest), nameof(ConcurrentLongest), nameof(Scan), nameof(Count), nameof(BPlusScan)])]
    public void BuildScans() => scans = new PrefixScanWorkload(System.Enum.Parse<PrefixShape>(Shape), Entries);

    [GlobalSetup(Targets =
    [
        nameof(Lookup), nameof(Many), nameof(ConcurrentLookup), nameof(LockedLookup), nameof(BPlusLookup), nameof(Miss), nameof(ConcurrentMiss), nameof(LockedMiss), nameof(BPlusMiss),
        nameof(Insert), nameof(Load), nameof(ConcurrentInsert), nameof(LockedInsert), nameof(BPlusInsert), nameof(RemoveInsert), nameof(ConcurrentRemoveInsert), nameof(LockedRemoveInsert), nameof(BPlusRemoveInsert),
    ])]
    public void Build() => map = new PrefixWorkload(System.Enum.Parse<PrefixShape>(Shape), Entries);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Lookup() => map.Lookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Many() => map.Many(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentLookup() => map.ConcurrentLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long LockedLookup() => map.LockedLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long BPlusLookup() => map.BPlusLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Miss() => map.Miss(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentMiss() => map.ConcurrentMiss(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long LockedMiss() => map.LockedMiss(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long BPlusMiss() => map.BPlusMiss(Operations);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Insert() => map.Insert(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Load() => map.Load(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long ConcurrentInsert() => map.ConcurrentInsert(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long LockedInsert() => map.LockedInsert(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long BPlusInsert() => map.BPlusInsert(Entries);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RemoveInsert() => map.RemoveInsert(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentRemoveInsert() => map.ConcurrentRemoveInsert(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long LockedRemoveInsert() => map.LockedRemoveInsert(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long BPlusRemoveInsert() => map.BPlusRemoveInsert(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Longest() => scans.Longest(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentLongest() => scans.ConcurrentLongest(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Scan() => scans.Scan(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Count() => scans.Count(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long BPlusScan() => scans.BPlusScan(Operations);
}
