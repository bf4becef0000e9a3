using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Concurrent.Unit.Trees;

/// <summary>Generates and shrinks scenarios over a small key space, so that keys are hit again and nodes run empty.</summary>
internal static class Scenarios
{
    public static Arbitrary<Scenario> Over(int keySpace, int maxSteps)
        => Arb.From(Steps(Step(keySpace), maxSteps).Select(ops => new Scenario(ops)), Shrink);

    private static Gen<Op[]> Steps(Gen<Op> step, int most)
        => from length in Gen.Choose(1, most)
           from ops in Gen.ArrayOf(step, length)
           select ops;

    private static Gen<Op> Step(int keySpace)
    {
        var writes = Writes(keySpace);
        var inner = Gen.Frequency((12, writes), (2, Of(keySpace, Verb.Near, Verb.Range)), (1, Gen.Constant(new Op(Verb.Clear))), (1, Of(keySpace, Verb.AddRange)));
        return Gen.Frequency(
            (60, writes),
            (20, Of(keySpace, Verb.Add, Verb.GetOrAdd, Verb.GetOrAddMade, Verb.GetOrAddFrom, Verb.AddOrUpdate, Verb.AddOrUpdateMade,
                Verb.AddOrUpdateFrom, Verb.TryUpdateMatching, Verb.TryUpdateOther, Verb.RemovePair, Verb.RemoveOtherPair)),
            (8, Of(keySpace, Verb.Near, Verb.Range)),
            (8, Gen.Constant(new Op(Verb.Snapshot))),
            (3, Of(keySpace, Verb.Merge, Verb.MergeRun, Verb.LoopRemove)),
            (4, Of(keySpace, Verb.AddRange, Verb.AddRangeRun, Verb.TryAddRangeRun, Verb.Load, Verb.LoadUnsorted, Verb.Clone)),
            (2, Gen.Elements(new Op(Verb.Clear), new Op(Verb.Drain))),
            (6, from verb in Gen.Elements(Verb.Commit, Verb.Discard)
                from ops in Steps(inner, 15)
                select new Op(verb, 0, 0, ops)));
    }

    private static Gen<Op> Writes(int keySpace)
        => Gen.Frequency(
            (6, Of(keySpace, Verb.TryAdd, Verb.Set)),
            (2, Of(keySpace, Verb.TryUpdate)),
            (6, Of(keySpace, Verb.TryRemove, Verb.Remove)),
            (1, Of(keySpace, Verb.SetRun, Verb.SetRunDown)),
            (1, Of(keySpace, Verb.RemoveRun)),
            (2, Of(keySpace, Verb.RemoveRange)),
            (1, Of(keySpace, Verb.SetRange)),
            (1, Of(keySpace, Verb.RemoveFirst, Verb.RemoveLast, Verb.RemoveFirstUpTo)),
            (2, Of(keySpace, Verb.UpdateOrRemove, Verb.AddUpdateOrRemove)));

    private static Gen<Op> Of(int keySpace, params Verb[] verbs)
        => from verb in Gen.Elements(verbs)
           from key in Gen.Choose(0, keySpace - 1)
           from number in Gen.Choose(1, keySpace / 2)
           select new Op(verb, key, number);

    private static IEnumerable<Scenario> Shrink(Scenario scenario) => Fewer(scenario.Ops).Select(ops => new Scenario(ops));

    /// <summary>The same steps without a stretch of them, the longest stretches first; then with one step made simpler.</summary>
    private static IEnumerable<Op[]> Fewer(Op[] ops)
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

    private static IEnumerable<Op> Simpler(Op op)
    {
        switch (op.Verb)
        {
            case Verb.Commit or Verb.Discard:
                foreach (var inner in Fewer(op.Inner)) yield return op with { Inner = inner };
                break;
            case Verb.SetRun or Verb.SetRunDown or Verb.RemoveRun or Verb.Merge or Verb.MergeRun or Verb.AddRange or Verb.AddRangeRun
                or Verb.TryAddRangeRun or Verb.SetRange or Verb.Load or Verb.RemoveRange:
                if (op.Number > 1)
                {
                    yield return op with { Number = op.Number / 2 };
                    yield return op with { Number = op.Number - 1 };
                }

                break;
            case Verb.Add or Verb.GetOrAdd or Verb.GetOrAddMade or Verb.GetOrAddFrom or Verb.AddOrUpdate or Verb.AddOrUpdateMade
                or Verb.AddOrUpdateFrom or Verb.Set:
                yield return op with { Verb = Verb.TryAdd };
                break;
            case Verb.RemovePair or Verb.TryRemove:
                yield return op with { Verb = Verb.Remove };
                break;
            default:
                break;
        }
    }
}
