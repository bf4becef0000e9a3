using System.Linq;

namespace Concurrent.Unit.Maples;

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class RangeScenario(RangeOp[] ops)
{
    public RangeOp[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}
