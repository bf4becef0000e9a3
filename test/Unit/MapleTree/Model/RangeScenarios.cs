using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Concurrent.Unit.Maples;

/// <summary>Generates and shrinks scenarios over a small key space, so that ranges are cut, joined and covered again, and nodes run empty.</summary>
internal static class RangeScenarios
{
    public static Arbitrary<RangeScenario> Over(int keySpace, int maxSteps, bool gaps)
        => Arb.From(Steps(Step(keySpace, gaps), maxSteps).Select(ops => new RangeScenario(ops)), Shrink);

    private static Gen<RangeOp[]> Steps(Gen<RangeOp> step, int most)
        => from length in Gen.Choose(1, most)
           from ops in Gen.ArrayOf(step, length)
           select ops;

    private static Gen<RangeOp> Step(int keySpace, bool gaps)
    {
        var writes = Writes(keySpace, gaps);
        var cursor = gaps ? Of(keySpace, RangeVerb.CursorStore, RangeVerb.CursorErase, RangeVerb.CursorFill) : Of(keySpace, RangeVerb.CursorStore, RangeVerb.CursorErase);
        var inner = Gen.Frequency((14, writes), (6, cursor), (2, Of(keySpace, RangeVerb.Window, RangeVerb.Walk)), (1, Gen.Constant(new RangeOp(RangeVerb.Clear))));
        return Gen.Frequency(
            (60, writes),
            (6, Of(keySpace, RangeVerb.Window, RangeVerb.Walk)),
            (6, Gen.Constant(new RangeOp(RangeVerb.Snapshot))),
            (3, Of(keySpace, RangeVerb.Load, RangeVerb.LoadOverlapping, RangeVerb.Clone, RangeVerb.LoopRemove)),
            (1, Of(keySpace, RangeVerb.Misuse)),
            (2, Gen.Elements(new RangeOp(RangeVerb.Clear), new RangeOp(RangeVerb.Drain), new RangeOp(RangeVerb.TakeAll))),
            (6, from verb in Gen.Elements(RangeVerb.Commit, RangeVerb.Discard)
                from ops in Steps(inner, 15)
                select new RangeOp(verb, 0, 0, 1, ops)));
    }

    private static Gen<RangeOp> Writes(int keySpace, bool gaps)
        => Gen.Frequency(
            (4, Of(keySpace, RangeVerb.TryAdd, RangeVerb.Store)),
            (10, Of(keySpace, RangeVerb.TryAddRange, RangeVerb.StoreRange, RangeVerb.StoreSame)),
            (2, Of(keySpace, RangeVerb.StoreExactly)),
            (6, Of(keySpace, RangeVerb.TryRemoveContaining, RangeVerb.RemoveRange)),
            (1, Of(keySpace, RangeVerb.Comb, RangeVerb.Punch)),
            (gaps ? 5 : 0, Of(keySpace, RangeVerb.Allocate, RangeVerb.AllocateHighest, RangeVerb.AllocateCyclic)));

    /// <summary>Half of the windows are short, so that many of them fit beside each other.</summary>
    private static Gen<RangeOp> Of(int keySpace, params RangeVerb[] verbs)
        => from verb in Gen.Elements(verbs)
           from one in Gen.Choose(0, keySpace - 1)
           from other in Gen.OneOf(Gen.Choose(0, keySpace - 1), Gen.Choose(0, 3).Select(far => Math.Min(one + far, keySpace - 1)))
           from number in Gen.Choose(1, 9)
           select new RangeOp(verb, Math.Min(one, other), Math.Max(one, other), number);

    private static IEnumerable<RangeScenario> Shrink(RangeScenario scenario) => Fewer(scenario.Ops).Select(ops => new RangeScenario(ops));

    /// <summary>The same steps without a stretch of them, the longest stretches first; then with one step made simpler.</summary>
    private static IEnumerable<RangeOp[]> Fewer(RangeOp[] ops)
    {
        for (int stretch = ops.Length; stretch > 0; stretch /= 2)
        {
            for (int at = 0; at < ops.Length; at += stretch)
            {
                if (stretch < ops.Length) yield return [.. ops.Take(at), .. ops.Skip(at + stretch)];
            }
        }

        for (int i = 0; i < ops.Length; i++)
        {
            foreach (var simpler in Simpler(ops[i])) yield return [.. ops.Take(i), simpler, .. ops.Skip(i + 1)];
        }
    }

    private static IEnumerable<RangeOp> Simpler(RangeOp op)
    {
        if (op.Verb is RangeVerb.Commit or RangeVerb.Discard)
        {
            foreach (var inner in Fewer(op.Inner)) yield return op with { Inner = inner };
        }
        else if (op.Last > op.First)
        {
            yield return op with { Last = op.First };
            yield return op with { Last = op.First + ((op.Last - op.First) / 2) };
        }
    }
}
