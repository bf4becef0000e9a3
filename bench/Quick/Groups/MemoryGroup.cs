using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>Bytes per entry of 8-byte keys and values, after a full collection.</summary>
internal sealed class MemoryGroup : IQuickGroup
{
    public string Name => "memory";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        int entries = options.Entries[0];
        var workload = new MemoryWorkload(entries);
        (string Contestant, Func<double> Measure)[] lines =
        [
            ("Load", workload.AfterLoad), ("ascending insert", workload.AfterAscendingInsert), ("random insert", workload.AfterRandomInsert),
            ("SortedDictionary", workload.OfSortedDictionary),
        ];
        double[] bytes = [.. lines.Select(line => line.Measure())];
        yield return [.. lines.Select((line, i) => new Result(Name, string.Create(CultureInfo.InvariantCulture, $"kept by {entries:N0}"), line.Contestant)
        {
            Unit = "B",
            Median = bytes[i],
            Rounds = [bytes[i]],
            FirstIsBetterBy = i == 0 ? null : bytes[i] / bytes[0],
            Operations = entries,
            ProcessBytesPerOperation = bytes[i],
            Collections = 0,
            Gen2Collections = 0,
            PauseMilliseconds = 0,
        })];
    }
}
