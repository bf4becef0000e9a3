using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Maps of ranges: what the group of this name measures, each in a process of its own.</summary>
[BenchmarkCategory("maple")]
public class MapleBenchmarks
{
    private const int Operations = 10_000;
    private const int Entries = 1_000_000;
    private const int Ranges = 100_000;
    private MapleWorkload keys = null!;
    private RouteWorkload routes = null!;
    private RangeWriteWorkload writes = null!;

    [GlobalSetup(Targets = [nameof(Lookup), nameof(BPlusLookup), nameof(Many), nameof(Iterate), nameof(Load)])]
    public void BuildKeys() => keys = new MapleWorkload(Entries);

    [GlobalSetup(Targets = [nameof(Route), nameof(RouteWithRange), nameof(RouteInArrays), nameof(RouteInSortedList), nameof(RouteInImmutable)])]
    public void BuildRoutes() => routes = new RouteWorkload();

    [GlobalSetup(Targets = [nameof(AddRemove), nameof(Span3), nameof(Span30), nameof(Span300), nameof(AllocateFree)])]
    public void BuildRanges() => writes = new RangeWriteWorkload(Ranges, trackGaps: true);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Lookup() => keys.Lookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long BPlusLookup() => keys.BPlusLookup(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Many() => keys.Many(Operations);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Iterate() => keys.Iterate(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long Load() => keys.Load(Entries);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Route() => routes.Tree(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RouteWithRange() => routes.TreeRange(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RouteInArrays() => routes.Locked(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RouteInSortedList() => routes.List(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long RouteInImmutable() => routes.Immutable(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long AddRemove() => writes.AddRemove(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Span3() => writes.Span(Operations, 3);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Span30() => writes.Span(Operations, 30);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long Span300() => writes.Span(Operations, 300);

    [Benchmark(OperationsPerInvoke = Operations)]
    public long AllocateFree() => writes.AllocateFree(Operations);
}
