using System.Linq;

namespace Concurrent.Unit.Prefixes;

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class PrefixScenario(PrefixOp[] ops)
{
    public PrefixOp[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}
