using System.Collections.Generic;
using Concurrent.Bench.Workloads;

namespace Concurrent.Bench.Quick.Groups;

/// <summary>(a) What a reader pays to be a reader.</summary>
internal sealed class ReadSectionGroup : IQuickGroup
{
    public string Name => "section";

    public IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options)
    {
        var workload = new ReadSectionWorkload();
        yield return ContestRunner.Run(
            new Contest(Name, "enter + exit",
            [
                new("read section", workload.Section),
                new("through a reader handle", workload.Handle),
                new("inside another section", workload.Nested),
                new("Lock", workload.Lock),
                new("(empty loop, one store)", workload.EmptyLoop),
            ])
            { OperationsPerRound = options.Smoke ? 1_000_000 : 20_000_000 },
            options.Rounds);
    }
}
