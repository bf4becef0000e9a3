using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Concurrent.Unit.Prefixes;

/// <summary>Generates and shrinks scenarios over a small space of keys, so that leaves burst and come together again, inner nodes grow and shrink, and paths are split and joined.</summary>
internal static class PrefixScenarios
{
    public static Arbitrary<PrefixScenario> Over(int space, int maxSteps) => Arb.From(Steps(Step(space), maxSteps).Select(ops => new PrefixScenario(ops)), Shrink);

    private static Gen<PrefixOp[]> Steps(Gen<PrefixOp> step, int most)
        => from length in Gen.Choose(1, most)
           from ops in Gen.ArrayOf(step, length)
           select ops;

    private static Gen<PrefixOp> Step(int space)
    {
        var writes = Writes(space);
        var inner = Gen.Frequency((20, writes), (1, Gen.Constant(new PrefixOp(PrefixVerb.Clear))));
        return Gen.Frequency(
            (60, writes),
            (6, Gen.Constant(new PrefixOp(PrefixVerb.Snapshot))),
            (3, Of(space, PrefixVerb.Load, PrefixVerb.LoadUnsorted, PrefixVerb.Clone, PrefixVerb.LoopRemove)),
            (2, Gen.Elements(new PrefixOp(PrefixVerb.Clear), new PrefixOp(PrefixVerb.Drain), new PrefixOp(PrefixVerb.TakeAll))),
            (6, from verb in Gen.Elements(PrefixVerb.Commit, PrefixVerb.Discard)
                from ops in Steps(inner, 15)
                select new PrefixOp(verb, 0, 0, 1, ops)));
    }

    private static Gen<PrefixOp> Writes(int space)
        => Gen.Frequency(
            (6, Of(space, PrefixVerb.TryAdd, PrefixVerb.Add, PrefixVerb.Set, PrefixVerb.Store)),
            (5, Of(space, PrefixVerb.TryUpdate, PrefixVerb.TryUpdateMatching, PrefixVerb.TryUpdateOther, PrefixVerb.CompareExchange, PrefixVerb.GetOrAdd, PrefixVerb.GetOrAddMade, PrefixVerb.AddOrUpdate)),
            (6, Of(space, PrefixVerb.TryRemove, PrefixVerb.Remove, PrefixVerb.RemoveMatching, PrefixVerb.RemoveOther)),
            (4, Of(space, PrefixVerb.RemovePrefix)),
            (8, Of(space, PrefixVerb.Fill, PrefixVerb.FillDown)),
            (3, Of(space, PrefixVerb.AddRange, PrefixVerb.SetRange)),
            (6, Of(space, PrefixVerb.Thin, PrefixVerb.Empty)));

    /// <summary>Two thirds of the windows are short, so that many of them fit beside each other.</summary>
    private static Gen<PrefixOp> Of(int space, params PrefixVerb[] verbs)
        => from verb in Gen.Elements(verbs)
           from one in Gen.Choose(0, space - 1)
           from other in Gen.OneOf(Gen.Choose(0, space - 1), Gen.Choose(0, 3).Select(far => Math.Min(one + far, space - 1)), Gen.Choose(0, 40).Select(far => Math.Min(one + far, space - 1)))
           from number in Gen.Choose(0, 63)
           select new PrefixOp(verb, Math.Min(one, other), Math.Max(one, other), number);

    private static IEnumerable<PrefixScenario> Shrink(PrefixScenario scenario) => Fewer(scenario.Ops).Select(ops => new PrefixScenario(ops));

    /// <summary>The same steps without a stretch of them, the longest stretches first; then with one step made simpler.</summary>
    private static IEnumerable<PrefixOp[]> Fewer(PrefixOp[] ops)
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

    private static IEnumerable<PrefixOp> Simpler(PrefixOp op)
    {
        if (op.Verb is PrefixVerb.Commit or PrefixVerb.Discard)
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
