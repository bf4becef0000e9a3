using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>
/// A recording that can be replayed into one of the trees. The heap recording is the first; the others have the same four
/// parts: it is loaded, the writer applies its steps, readers check what they see, and every round ends with an exact comparison.
/// </summary>
/// <remarks>All members but <see cref="CreateReader"/> and the properties are the writer thread's.</remarks>
internal interface IWorkload
{
    /// <summary>What is replayed, for the title of the output.</summary>
    string Title { get; }

    /// <summary>How many operations a round has.</summary>
    int OperationsPerRound { get; }

    /// <summary>The domain of the tree, for its statistics.</summary>
    RcuDomain Domain { get; }

    /// <summary>How many snapshots were handed to the readers.</summary>
    long SnapshotsTaken { get; }

    /// <summary>Applies one step. Steps count from 0, without end and without a gap.</summary>
    void Apply(long step);

    /// <summary>Whether snapshots are taken around this step, and if not, since how long.</summary>
    RunPhase PhaseOf(long step);

    /// <summary>Takes a snapshot for the readers to verify, if they are done with the one before. Every thousand steps or so.</summary>
    void OfferSnapshot(long state);

    /// <summary>Whether a round is complete after this step.</summary>
    bool EndsRound(long step);

    /// <summary>Compares the whole tree, and a snapshot of it, with the recorded final state.</summary>
    void CheckRound(long state);

    /// <summary>A reader, for one thread of its own.</summary>
    IWorkloadReader CreateReader(ReaderTally tally, ulong seed);
}
