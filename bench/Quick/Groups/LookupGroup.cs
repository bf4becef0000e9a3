using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(b) Lookups of present random keys: by one thread, and by two at once.</summary>
internal sealed class LookupGroup : IQuickGroup
{
    private const int Threads = 2;

    public string Name => "lookup";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        foreach (int entries in options.Entries)
        {
            string size = entries.ToString("N0", CultureInfo.InvariantCulture);
            var workload = new LookupWorkload(entries);
            int treePosition = 0;
            int lockedPosition = 0;
            yield return ContestRunner.Run(
                new Contest(Name, $"random of {size}",
                [
                    new("BPlusTree", lookups => workload.Tree(lookups, ref treePosition)),
                    new("SortedDictionary + lock", lookups => workload.Locked(lookups, ref lockedPosition)),
                ])
                { OperationsPerRound = options.Smoke ? 100_000 : 1_000_000 },
                options.Rounds);
            yield return new ThroughputContest(Name, $"random of {size}, {Threads} threads",
            [
                ("BPlusTree", workload.Tree),
                ("SortedDictionary + lock", workload.Locked),
            ])
            { Threads = Threads, Positions = workload.Entries, RoundTime = options.RoundTime }.Run(options.Rounds);
        }
    }
}
