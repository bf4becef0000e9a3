using System;
using System.Collections.Generic;
using System.Globalization;
using Concurrent.Bench.Data;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(c) Writes in the steady state, with replaced nodes recycled and with them left to the garbage collector.</summary>
internal sealed class WriteGroup : IQuickGroup
{
    public string Name => "write";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        yield return Overwrite("16-byte values", options, number => new Value16(number, ~number));
        yield return Overwrite("8-byte values", options, number => number);

        int entries = options.Entries[0];
        var recycling = new WriteWorkload<long>(entries, recycle: true, number => number);
        var collected = new WriteWorkload<long>(entries, recycle: false, number => number);
        yield return Run($"add + remove pair, {Size(entries)}", options, recycling.AddRemove, collected.AddRemove);
    }

    private static string Size(int entries) => entries.ToString("N0", CultureInfo.InvariantCulture);

    private IReadOnlyList<Result> Overwrite<TValue>(string values, QuickOptions options, Func<long, TValue> value)
    {
        int entries = options.Entries[0];
        var recycling = new WriteWorkload<TValue>(entries, recycle: true, value);
        var collected = new WriteWorkload<TValue>(entries, recycle: false, value);
        return Run($"overwrite {values}, {Size(entries)}", options, recycling.Overwrite, collected.Overwrite);
    }

    private IReadOnlyList<Result> Run(string name, QuickOptions options, Func<int, long> recycling, Func<int, long> collected) =>
        ContestRunner.Run(
            new Contest(Name, name, [new("nodes recycled", recycling), new("nodes left to the GC", collected)])
            { OperationsPerRound = options.Writes / options.Rounds, CollectBeforeRounds = true },
            options.Rounds);
}
