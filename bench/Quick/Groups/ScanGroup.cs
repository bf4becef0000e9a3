using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(d) Reading in order, per entry. <c>SortedDictionary</c> has no seek, so the seeks run alone.</summary>
internal sealed class ScanGroup : IQuickGroup
{
    public string Name => "scan";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        string size = entries.ToString("N0", CultureInfo.InvariantCulture);
        var workload = new ScanWorkload(entries);
        yield return ContestRunner.Run(
            new Contest(Name, $"all of {size}, per entry",
            [
                new("BPlusTree", workload.TreeAll),
                new("SortedDictionary + lock", workload.LockedAll),
            ])
            { OperationsPerRound = entries, Batch = entries },
            options.Rounds);
        yield return ContestRunner.Run(
            new Contest(Name, $"seek + {ScanWorkload.SeekLength} of {size}, per entry", [new("BPlusTree", workload.TreeSeek)])
            { OperationsPerRound = 1_000 * ScanWorkload.SeekLength * (options.Smoke ? 1 : 100), Batch = 100 * ScanWorkload.SeekLength },
            options.Rounds);
    }
}
