using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Sparse arrays: what the group of this name measures, each in a process of its own.</summary>
[BenchmarkCategory("radix")]
public class RadixBenchmarks
{
    private const int Operations = 10_000;
    private const int Entries = 1_000_000;
    private const int Tagged = Entries / 100;
    private RadixWorkload map = null!;
    private RadixTagWorkload tags = null!;

    /// <summary>How the indices lie; the name of a <see cref="RadixShape"/>, which is not public.</summary>
    [Params("Dense", "DenseRandom", "Clustered", "Scattered")]
    public string Shape { get; set; } = "";

    [GlobalSetup(Targets = [nameof(Lookup), nameof(DictionaryLookup), nameof(ConcurrentLookup), nameof(Many), nameof(Store), nameof(Load), nameof(RemoveStore), nameof(ConcurrentRemoveStore), nameof(Gang)])]
    public void Build() => map = new RadixWorkload(System.Enum.Parse<RadixShape>(Shape), Entries);

    [GlobalSetup(Targets = [nameof(ScanTagged), nameof(CopyTagged)])]
    public void BuildTags() => tags = new RadixTagWorkload(Entries);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Lookup() => map.Lookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long DictionaryLookup() => map.DictionaryLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentLookup() => map.ConcurrentLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Many() => map.Many(Operations);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Store() => map.Store(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Load() => map.Load(Entries);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RemoveStore() => map.RemoveStore(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long ConcurrentRemoveStore() => map.ConcurrentRemoveStore(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Gang() => map.Gang(Operations);

    [Benchmark(OperationsPerInvoke = Tagged)]
    public long ScanTagged() => tags.Scan(Tagged);

    [Benchmark(OperationsPerInvoke = Tagged)]
    public long CopyTagged() => tags.Copy(Tagged);
}
