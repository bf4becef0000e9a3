using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(d) Filling an empty map in random and in ascending order.</summary>
internal sealed class BuildGroup : IQuickGroup
{
    public string Name => "build";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        string size = entries.ToString("N0", CultureInfo.InvariantCulture);
        var workload = new BuildWorkload(entries);
        yield return ContestRunner.Run(
            Whole($"random insert of {size}", entries, new("BPlusTree", workload.TreeRandom), new("SortedDictionary + lock", workload.LockedRandom)),
            options.Rounds);
        yield return ContestRunner.Run(
            Whole($"ascending insert of {size}", entries, new("BPlusTree", workload.TreeAscending), new("SortedDictionary + lock", workload.LockedAscending)),
            options.Rounds);
    }

    /// <summary>A round is one map from the first key to the last.</summary>
    private Contest Whole(string name, int entries, params Contestant[] contestants) =>
        new(Name, name, contestants) { OperationsPerRound = entries, Batch = entries, WarmUpBatch = 1_000, CollectBeforeRounds = true };
}
