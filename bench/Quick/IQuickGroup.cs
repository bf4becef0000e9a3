using System.Collections.Generic;

namespace Concurrent.Bench.Quick;

/// <summary>
/// Some contests that share their data. To add one: write the code to be measured as a workload, wrap it here, and list the group in
/// <see cref="QuickMode"/>.
/// </summary>
internal interface IQuickGroup
{
    /// <summary>For <c>--only</c>, and the table.</summary>
    string Name { get; }

    /// <summary>Runs the contests one after the other; lazily, so that the data of one can go before the next one's is made.</summary>
    IEnumerable<IReadOnlyList<Result>> Run(QuickOptions options);
}
