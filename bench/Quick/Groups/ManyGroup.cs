using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(f) Look-ups: of keys that are there and that are not, through a reader, and many at once. The first is the goal's <c>GetMany</c> of 32.</summary>
internal sealed class ManyGroup : IQuickGroup
{
    public string Name => "many";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        foreach (string keys in (string[])["ulong", "string"])
        {
            foreach (int entries in options.ReadEntries)
            {
                IReadWorkload workload = IReadWorkload.Of(keys, entries);
                yield return ContestRunner.Run(
                    new Contest(Name, $"{keys} keys, {entries.ToString("N0", CultureInfo.InvariantCulture)}",
                    [
                        new("GetMany of 32", lookups => workload.Many(32, lookups)),
                        new("GetMany of 8", lookups => workload.Many(8, lookups)),
                        new("GetMany of 16", lookups => workload.Many(16, lookups)),
                        new("GetMany of 64", lookups => workload.Many(64, lookups)),
                        new("TryGetValue", workload.Hit),
                        new("TryGetValue, absent", workload.Miss),
                        new("Read, TryGetValue", workload.Reader),
                    ])
                    { OperationsPerRound = options.Smoke ? 50_000 : 500_000 },
                    options.Rounds);
            }
        }
    }
}
