using BenchmarkDotNet.Attributes;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Bdn;

/// <summary>Filling an empty tree all at once and key by key, per key.</summary>
[BenchmarkCategory("bulk")]
public class FillBenchmarks
{
    // A constant, because the figures are per key.
    private const int Entries = 1_000_000;
    private BulkWorkload<ulong> numbers = null!;
    private BulkWorkload<string> texts = null!;

    [GlobalSetup]
    public void Setup()
    {
        ulong[] random = Keys.Random(Entries), ascending = Keys.Ascending(Entries);
        numbers = new BulkWorkload<ulong>(random, ascending);
        texts = new BulkWorkload<string>(TextKeys.Of(random), TextKeys.Of(ascending));
    }

    [Benchmark(OperationsPerInvoke = Entries, Baseline = true)]
    public long Load() => numbers.Load(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long AddRange() => numbers.AddRange(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long InsertAscending() => numbers.InsertAscending(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long InsertRandom() => numbers.InsertRandom(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long LoadStrings() => texts.Load(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long InsertAscendingStrings() => texts.InsertAscending(Entries);

    [Benchmark(OperationsPerInvoke = Entries)]
    public long InsertRandomStrings() => texts.InsertRandom(Entries);
}
