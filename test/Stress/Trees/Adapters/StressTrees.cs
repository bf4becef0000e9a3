using System;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Makes trees.</summary>
internal static class StressTrees
{
    /// <summary>The areas that have all common scenarios.</summary>
    internal static readonly string[] Areas = ["bplus", "maple", "radix", "prefix"];

    /// <summary>A tree in a domain of its own.</summary>
    internal static IStressTree Create(StressRun run, string area, TreeShape shape) => shape.ValueKind switch
    {
        0 => Create<long, WordKind>(run, area, shape),
        1 => Create<WideValue, WideKind>(run, area, shape),
        _ => Create<BoxedValue, BoxedKind>(run, area, shape),
    };

    private static IStressTree Create<TValue, TKind>(StressRun run, string area, TreeShape shape)
        where TKind : IValueKind<TValue> => area switch
    {
        "bplus" => new BPlusAdapter<TValue, TKind>(run.NewDomain(), shape),
        "maple" => new MapleAdapter<TValue, TKind>(run.NewDomain(), shape),
        "radix" => new RadixAdapter<TValue, TKind>(run.NewDomain(), shape),
        "prefix" => new PrefixAdapter<TValue, TKind>(run.NewDomain(), shape),
        _ => throw new ArgumentOutOfRangeException(nameof(area), area, "There is no such tree."),
    };
}
