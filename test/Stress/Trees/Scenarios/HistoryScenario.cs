using System.Collections.Generic;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Groups of threads call small trees, and each call is recorded with the times at which it began and ended.</summary>
internal sealed class HistoryScenario(string area) : Scenario
{
    private readonly List<IStressTree> trees = [];

    internal override string Name => $"{area}-history";

    internal override string Checks => "every single call is linearizable: by key in a large tree; all calls together, with neighbours, ends, pops, ranges and snapshots, in a small one";

    internal override void Prepare(StressRun run)
    {
        TreeShape shape = TreeShape.Of(run);
        // Small nodes, so that a dozen keys make a tree.
        TreeShape small = shape with { NodeCapacity = 4 };
        int callers = run.Options.Readers + run.Options.Writers;
        int groups = ((callers - 1) / HistoryGroup.MostMembers) + 1;
        for (int i = 0; i < groups; i++)
        {
            int members = (callers / groups) + (i < callers % groups ? 1 : 0);
            trees.AddRange([StressTrees.Create(run, area, shape), StressTrees.Create(run, area, small)]);
            var group = new HistoryGroup(trees[^2], trees[^1], shape.Keys, members, (worker, expected, seen) => run.Fail(worker, expected, $"{seen} ({shape})"));
            for (int seat = 0; seat < members; seat++)
            {
                int place = seat;
                run.AddWorker($"caller {i + 1}.{seat + 1}", worker => group.Step(worker, place));
            }
        }
    }

    internal override void Finish(StressRun run)
    {
        foreach (IStressTree tree in trees) tree.CheckInvariants();
    }
}
