using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(d) What a snapshot costs the writer.</summary>
internal sealed class SnapshotGroup : IQuickGroup
{
    public string Name => "snapshot";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        var untouched = new SnapshotWorkload(entries);
        var workload = new SnapshotWorkload(entries);
        yield return ContestRunner.Run(
            new Contest(Name, string.Create(CultureInfo.InvariantCulture, $"8-byte values, {entries:N0}"),
            [
                new("write", untouched.Write), // to a tree of its own: no snapshot of the others froze it
                new("snapshot", workload.Snapshot),
                new("snapshot + first write", workload.SnapshotThenWrite),
            ])
            { OperationsPerRound = options.Smoke ? 10_000 : 200_000, Batch = 1_000, CollectBeforeRounds = true },
            options.Rounds);

        int[] rates = [0, 1, 10, 1_000];
        yield return ContestRunner.Run(
            new Contest(Name, string.Create(CultureInfo.InvariantCulture, $"overwrite under snapshots, {entries:N0}"),
            [
                .. rates.Select(rate => new Contestant(
                    rate == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"{rate:N0} a second"), new SnapshotRateWorkload(entries, rate).Write)),
            ])
            { OperationsPerRound = options.Smoke ? 50_000 : 4_000_000, CollectBeforeRounds = true },
            options.Rounds);
    }
}
