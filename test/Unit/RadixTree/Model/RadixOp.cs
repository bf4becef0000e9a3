using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>One step of a scenario. Indices are small integers here; the world of the run makes them indices of its kind.</summary>
internal sealed record RadixOp(RadixVerb Verb, int First = 0, int Last = 0, int Number = 1, params RadixOp[] Inner)
{
    public override string ToString() => Verb switch
    {
        RadixVerb.Commit or RadixVerb.Discard => $"{Verb}[{string.Join(", ", Inner.Select(op => op.ToString()))}]",
        RadixVerb.Clear or RadixVerb.Drain or RadixVerb.TakeAll or RadixVerb.Snapshot or RadixVerb.Clone => $"{Verb}",
        RadixVerb.SetTag or RadixVerb.ClearTag or RadixVerb.StoreAligned or RadixVerb.Slot => $"{Verb}({First}, {Number})",
        RadixVerb.TagRun or RadixVerb.UntagRun or RadixVerb.Retag => $"{Verb}({First}..{Last}, {Number})",
        RadixVerb.StoreRange or RadixVerb.RemoveRange or RadixVerb.Fill or RadixVerb.FillDown or RadixVerb.Thin or RadixVerb.Empty or RadixVerb.Load or RadixVerb.AddRange
            or RadixVerb.Window or RadixVerb.Misuse => $"{Verb}({First}..{Last})",
        _ => $"{Verb}({First})",
    };
}

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class RadixScenario(RadixOp[] ops)
{
    public RadixOp[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}
