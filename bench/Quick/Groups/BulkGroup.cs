using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>Writes of many entries at once, against the same writes one by one.</summary>
internal sealed class BulkGroup : IQuickGroup
{
    private const int Group = 1_000;

    public string Name => "bulk";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        ulong[] random = Keys.Random(entries), ascending = Keys.Ascending(entries);
        yield return Build("ulong", options, new BulkWorkload<ulong>(random, ascending), entries);
        foreach (IReadOnlyList<Result> contest in Grouped("ulong", options, new GroupedWriteWorkload<ulong>(Keys.Shuffled(random), ascending, Group), entries)) yield return contest;

        string[] texts = TextKeys.Of(ascending);
        yield return Build("string", options, new BulkWorkload<string>(TextKeys.Of(random), texts), entries);
        foreach (IReadOnlyList<Result> contest in Grouped("string", options, new GroupedWriteWorkload<string>(TextKeys.Of(Keys.Shuffled(random)), texts, Group), entries)) yield return contest;
    }

    private static string Size(int entries) => entries.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A round is one tree from the first key to the last.</summary>
    private IReadOnlyList<Result> Build<TKey>(string keys, QuickOptions options, BulkWorkload<TKey> workload, int entries)
        where TKey : notnull =>
        ContestRunner.Run(
            new Contest(Name, $"fill with {Size(entries)}, {keys}",
            [
                new("Load, ascending", workload.Load), new("AddRange, random", workload.AddRange), new("TryAdd, ascending", workload.InsertAscending),
                new("TryAdd, random", workload.InsertRandom),
            ])
            { OperationsPerRound = entries, Batch = entries, WarmUpBatch = 1_000, CollectBeforeRounds = true },
            options.Rounds);

    private IEnumerable<IReadOnlyList<Result>> Grouped<TKey>(string keys, QuickOptions options, GroupedWriteWorkload<TKey> workload, int entries)
        where TKey : notnull
    {
        long operations = options.Writes / 5 / options.Rounds / Group * Group;
        yield return Run($"overwrite, {keys}", [new("one by one", workload.OneByOne), new("batches of 1,000", workload.Batch), new("SetRange of 1,000", workload.SetRange)]);
        yield return Run($"1,000 out and in, {keys}", [new("RemoveRange + AddRange", workload.RemoveRange), new("one by one", workload.RemoveSingle)]);
        yield return Run($"first out and in, {keys}", [new("TryRemoveFirst + TryAdd", workload.Pop)]);

        IReadOnlyList<Result> Run(string name, Contestant[] contestants) => ContestRunner.Run(
            new Contest(Name, $"{name}, {Size(entries)}", contestants) { OperationsPerRound = operations, Batch = 10 * Group, CollectBeforeRounds = true }, options.Rounds);
    }
}
