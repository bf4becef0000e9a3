using Stress.Engine;

namespace Stress.Trees;

/// <summary>How a tree of a run is made. Small nodes reach splits, merges and height with few keys; small bags recycle at once; each kind of value is written in its own way.</summary>
/// <param name="ValueKind">0: a word. 1: a wide struct. 2: a reference.</param>
/// <param name="NodeCapacity">Of the trees whose nodes have a capacity.</param>
/// <param name="BagSize">Nodes retired per grace period.</param>
/// <param name="Keys">Where the keys lie.</param>
internal readonly record struct TreeShape(int ValueKind, int NodeCapacity, int BagSize, KeySpace Keys)
{
    private static readonly int[] Capacities = [4, 4, 6, 32];
    private static readonly int[] BagSizes = [2, 8, 64, 512];

    /// <summary>The shape that a run's seed chooses.</summary>
    internal static TreeShape Of(StressRun run)
    {
        var random = new StressRandom(StressRandom.Mix(run.Options.Seed, "shape", 0));
        return new TreeShape(random.Below(3), Capacities[random.Below(4)], BagSizes[random.Below(4)], new KeySpace(random.Below(3)));
    }
}
