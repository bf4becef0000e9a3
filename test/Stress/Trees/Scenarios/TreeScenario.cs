using System.Collections.Generic;
using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>A scenario that every tree has.</summary>
internal abstract class TreeScenario(string area, string kind) : Scenario
{
    internal override string Name => $"{area}-{kind}";

    private protected IStressTree Tree { get; private set; } = null!;

    private protected TreeShape Shape { get; private set; }

    private protected KeySpace Keys => Shape.Keys;

    /// <summary>Makes the tree; the run's seed chooses its shape.</summary>
    private protected void MakeTree(StressRun run)
    {
        Shape = TreeShape.Of(run);
        Tree = StressTrees.Create(run, area, Shape);
    }

    internal override void Finish(StressRun run) => Tree.CheckInvariants();

    /// <summary>Tells a fault that a check has found, with the shape of the tree.</summary>
    private protected void Report(Worker? worker, StressRun run, string expected, string? seen)
    {
        if (seen is not null) run.Fail(worker, expected, $"{seen} ({Shape})");
    }

    /// <summary>A list for what a worker reads, kept for its next step.</summary>
    private protected static List<TreeEntry> Buffer => Buffers.Value!;

    private static readonly ThreadLocal<List<TreeEntry>> Buffers = new(() => []);
}
