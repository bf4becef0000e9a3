using System;
using System.Collections.Generic;
using System.Linq;
using Stress.Trees;

namespace Stress.Engine;

/// <summary>The scenarios of the trees.</summary>
internal static partial class ScenarioCatalogue
{
    private static IEnumerable<Func<Scenario>> TreeScenarios() =>
    [
        .. StressTrees.Areas.SelectMany(CommonScenarios),
        () => new OwnedScenario(),
        () => new ComparerScenario(),
        () => new RangesScenario("maple"),
        () => new RangesScenario("radix"),
        () => new GapsScenario(),
        () => new TagsScenario(),
        () => new IdsScenario(),
        () => new LongestScenario(),
    ];

    private static IEnumerable<Func<Scenario>> CommonScenarios(string area) =>
    [
        () => new ValuesScenario(area),
        () => new BoundsScenario(area),
        () => new NeighboursScenario(area),
        () => new SnapshotsScenario(area),
        () => new BankScenario(area),
        () => new RefillScenario(area),
        () => new HistoryScenario(area),
    ];
}
