using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>(c) Writes in the steady state, with nodes recycled and with them left to the garbage collector.</summary>
[BenchmarkCategory("write")]
public class WriteBenchmarks
{
    private const int Writes = 100_000;
    private WriteWorkload<long> narrow = null!;
    private WriteWorkload<Value16> wide = null!;

    [Params(1_000_000)]
    public int Entries { get; set; }

    [Params(true, false)]
    public bool RecycleNodes { get; set; }

    [GlobalSetup(Targets = [nameof(Overwrite8), nameof(AddRemovePair)])]
    public void BuildNarrow() => narrow = new WriteWorkload<long>(Entries, RecycleNodes, number => number);

    [GlobalSetup(Target = nameof(Overwrite16))]
    public void BuildWide() => wide = new WriteWorkload<Value16>(Entries, RecycleNodes, number => new Value16(number, ~number));

    [Benchmark(OperationsPerInvoke = Writes)]
    public long Overwrite8() => narrow.Overwrite(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long Overwrite16() => wide.Overwrite(Writes);

    [Benchmark(OperationsPerInvoke = Writes)]
    public long AddRemovePair() => narrow.AddRemove(Writes);
}
