using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Concurrent.Unit.Ids;

/// <summary>A sequence of steps; printed as one line that names each.</summary>
internal sealed class IdScenario(IdOp[] ops)
{
    public IdOp[] Ops { get; } = ops;

    public override string ToString() => $"{Ops.Length} steps: {string.Join("; ", Ops.Select(op => op.ToString()))}";
}

/// <summary>Generates and shrinks scenarios.</summary>
internal static class IdScenarios
{
    public static Arbitrary<IdScenario> Over(IdWorld world, int maxSteps)
    {
        var steps = from length in Gen.Choose(1, maxSteps)
                    from ops in Gen.ArrayOf(Step(world), length)
                    select new IdScenario(ops);
        return Arb.From(steps, scenario => Fewer(scenario.Ops).Select(ops => new IdScenario(ops)));
    }

    private static Gen<IdOp> Step(IdWorld world)
        => from verb in Gen.Frequency(
               (10, Gen.Elements(IdVerb.Allocate, IdVerb.AllocateFrom, IdVerb.AllocateIn)),
               (4, Gen.Elements(IdVerb.Cyclic, IdVerb.CyclicIn)),
               (8, Gen.Elements(IdVerb.Range, IdVerb.RangeIn)),
               (4, Gen.Constant(IdVerb.Take)),
               (10, Gen.Constant(IdVerb.Free)),
               (4, Gen.Elements(IdVerb.FreeOne, IdVerb.FreeRange)),
               (3, Gen.Constant(IdVerb.Quiet)),
               (2, Gen.Elements(IdVerb.Seek, IdVerb.Enumerate)),
               (1, Gen.Constant(IdVerb.Clear)))
           from one in Gen.Choose(0, world.Places - 1)
           from other in Gen.Choose(0, world.Places - 1)
           from count in Gen.OneOf(Gen.Choose(1, System.Math.Min(5, world.MaxCount)), Gen.Choose(1, System.Math.Min(130, world.MaxCount)), Gen.Choose(1, world.MaxCount))
           select new IdOp(verb, System.Math.Min(one, other), System.Math.Max(one, other), count);

    /// <summary>The same steps without a stretch of them, the longest stretches first.</summary>
    private static IEnumerable<IdOp[]> Fewer(IdOp[] ops)
    {
        for (int stretch = ops.Length / 2; stretch > 0; stretch /= 2)
        {
            for (int at = 0; at < ops.Length; at += stretch) yield return [.. ops.Take(at), .. ops.Skip(at + stretch)];
        }

        for (int i = 0; i < ops.Length; i++)
        {
            if (ops[i].Count > 1) yield return [.. ops.Take(i), ops[i] with { Count = ops[i].Count / 2 }, .. ops.Skip(i + 1)];
        }
    }
}
