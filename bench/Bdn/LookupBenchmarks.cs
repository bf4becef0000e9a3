using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(b) Lookup of random present keys, by one thread.</summary>
[BenchmarkCategory("lookup")]
public class LookupBenchmarks
{
    private const int Lookups = 100_000;
    private LookupWorkload workload = null!;
    private int position;

    [Params(1_000_000, 10_000_000)]
    public int Entries { get; set; }

    // Each benchmark has a process of its own: only the map it needs is built there.
    [GlobalSetup(Target = nameof(Tree))]
    public void BuildTree() => workload = new LookupWorkload(Entries, locked: false);

    [GlobalSetup(Target = nameof(LockedSortedDictionary))]
    public void BuildLocked() => workload = new LookupWorkload(Entries, tree: false);

    [Benchmark(OperationsPerInvoke = Lookups, Baseline = true)]
    public long Tree() => workload.Tree(Lookups, ref position);

    [Benchmark(OperationsPerInvoke = Lookups)]
    public long LockedSortedDictionary() => workload.Locked(Lookups, ref position);
}
