using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(g) Reading in order by <c>foreach</c>, by cursor and in pages: everything, and a hundred entries behind a seek. Per entry.</summary>
internal sealed class WalkGroup : IQuickGroup
{
    private const int Piece = 100 * IReadWorkload.SeekLength;

    public string Name => "walk";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        foreach (string keys in (string[])["ulong", "string"])
        {
            foreach (int entries in options.ReadEntries)
            {
                IReadWorkload workload = IReadWorkload.Of(keys, entries);
                string size = entries.ToString("N0", CultureInfo.InvariantCulture);
                int rounds = options.Smoke || entries > 1_000_000 ? 1 : 1_000_000 / entries;
                yield return ContestRunner.Run(
                    new Contest(Name, $"{keys} keys, all of {size}",
                    [
                        new("foreach", workload.Scan),
                        new("cursor", workload.Cursor),
                        new("CopyRange", workload.Copy),
                    ])
                    { OperationsPerRound = (long)entries * rounds, Batch = entries },
                    options.Rounds);
                yield return ContestRunner.Run(
                    new Contest(Name, $"{keys} keys, seek + {IReadWorkload.SeekLength} of {size}",
                    [
                        new("foreach", workload.SeekScan),
                        new("cursor", workload.SeekCursor),
                        new("CopyRange", workload.SeekCopy),
                    ])
                    { OperationsPerRound = Piece * (options.Smoke ? 2 : 100), Batch = Piece },
                    options.Rounds);
            }
        }
    }
}
