using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Concurrent.Unit.Radix;

/// <summary>Generates and shrinks scenarios over a small space of indices, so that leaves fill and empty, ranges are cut and covered, and levels come and go.</summary>
internal static class RadixScenarios
{
    public static Arbitrary<RadixScenario> Over(int space, int maxSteps) => Arb.From(Steps(Step(space), maxSteps).Select(ops => new RadixScenario(ops)), Shrink);

    private static Gen<RadixOp[]> Steps(Gen<RadixOp> step, int most)
        => from length in Gen.Choose(1, most)
           from ops in Gen.ArrayOf(step, length)
           select ops;

    private static Gen<RadixOp> Step(int space)
    {
        var writes = Writes(space);
        var inner = Gen.Frequency((14, writes), (2, Of(space, RadixVerb.Window, RadixVerb.Near)), (1, Gen.Constant(new RadixOp(RadixVerb.Clear))));
        return Gen.Frequency(
            (60, writes),
            (5, Of(space, RadixVerb.Window, RadixVerb.Near, RadixVerb.Walk)),
            (6, Of(space, RadixVerb.GetOrAdd, RadixVerb.GetOrAddMade, RadixVerb.AddOrUpdate, RadixVerb.CompareExchange, RadixVerb.CompareExchangeOther, RadixVerb.Add, RadixVerb.Slot)),
            (6, Gen.Constant(new RadixOp(RadixVerb.Snapshot))),
            (3, Of(space, RadixVerb.Load, RadixVerb.LoadUnsorted, RadixVerb.AddRange, RadixVerb.Clone, RadixVerb.LoopRemove)),
            (1, Of(space, RadixVerb.Misuse)),
            (2, Gen.Elements(new RadixOp(RadixVerb.Clear), new RadixOp(RadixVerb.Drain), new RadixOp(RadixVerb.TakeAll))),
            (6, from verb in Gen.Elements(RadixVerb.Commit, RadixVerb.Discard)
                from ops in Steps(inner, 15)
                select new RadixOp(verb, 0, 0, 1, ops)));
    }

    private static Gen<RadixOp> Writes(int space)
        => Gen.Frequency(
            (6, Of(space, RadixVerb.TryAdd, RadixVerb.Set, RadixVerb.Store)),
            (4, Of(space, RadixVerb.TryUpdate, RadixVerb.TryUpdateMatching, RadixVerb.TryUpdateOther)),
            (6, Of(space, RadixVerb.TryRemove, RadixVerb.Remove, RadixVerb.RemovePair, RadixVerb.RemoveOtherPair)),
            (8, Of(space, RadixVerb.StoreRange, RadixVerb.StoreAligned, RadixVerb.StoreExactly)),
            (3, Of(space, RadixVerb.RemoveRange)),
            (4, Of(space, RadixVerb.Fill, RadixVerb.FillDown)),
            (3, Of(space, RadixVerb.Thin, RadixVerb.Empty)),
            (8, Of(space, RadixVerb.SetTag, RadixVerb.ClearTag)),
            (4, Of(space, RadixVerb.TagRun, RadixVerb.UntagRun, RadixVerb.Retag)));

    /// <summary>Two thirds of the windows are short, so that many of them fit beside each other.</summary>
    private static Gen<RadixOp> Of(int space, params RadixVerb[] verbs)
        => from verb in Gen.Elements(verbs)
           from one in Gen.Choose(0, space - 1)
           from other in Gen.OneOf(Gen.Choose(0, space - 1), Gen.Choose(0, 3).Select(far => Math.Min(one + far, space - 1)), Gen.Choose(0, 70).Select(far => Math.Min(one + far, space - 1)))
           from number in Gen.Choose(0, 63)
           select new RadixOp(verb, Math.Min(one, other), Math.Max(one, other), number);

    private static IEnumerable<RadixScenario> Shrink(RadixScenario scenario) => Fewer(scenario.Ops).Select(ops => new RadixScenario(ops));

    /// <summary>The same steps without a stretch of them, the longest stretches first; then with one step made simpler.</summary>
    private static IEnumerable<RadixOp[]> Fewer(RadixOp[] ops)
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

    private static IEnumerable<RadixOp> Simpler(RadixOp op)
    {
        if (op.Verb is RadixVerb.Commit or RadixVerb.Discard)
        {
            foreach (var inner in Fewer(op.Inner)) yield return op with { Inner = inner };
        }
        else if (op.Last > op.First)
        {
            yield return op with { Last = op.First };
            yield return op with { Last = op.First + ((op.Last - op.First) / 2) };
            yield return op with { Last = op.Last - 1 };
        }
    }
}
