using System.Collections.Generic;

namespace Concurrent.Bench.Quick;

/// <summary>Several ways to do the same thing, timed on one thread in interleaved rounds. The first is the one the others are compared with.</summary>
internal sealed record Contest(string Group, string Case, IReadOnlyList<Contestant> Contestants)
{
    private readonly int warmUpBatch;

    /// <summary>Operations in each timed round.</summary>
    public required long OperationsPerRound { get; init; }

    /// <summary>Operations in one call. Small enough that warm-up makes many calls: the JIT promotes a method by how often it is called.</summary>
    public int Batch { get; init; } = 16_384;

    /// <summary>Operations in one warm-up call: a batch, unless that is too long for many calls.</summary>
    public int WarmUpBatch
    {
        get => warmUpBatch == 0 ? Batch : warmUpBatch;
        init => warmUpBatch = value;
    }

    /// <summary>Collect garbage before each round, so that no round pays for what another left behind.</summary>
    public bool CollectBeforeRounds { get; init; }
}
