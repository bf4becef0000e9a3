using System.Collections.Generic;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>A tree under test, with what all trees have in common. Where one lacks a call, a batch stands in for it.</summary>
internal interface IStressTree : ITreeReads
{
    RcuDomain Domain { get; }

    /// <summary>Whether a search for a neighbour is one moment's answer. (Those of the maple tree's cursor are steps, each right by itself.)</summary>
    bool HasLinearizableNeighbours { get; }

    bool TryAdd(ulong key, long version);

    void Set(ulong key, long version);

    bool TryUpdate(ulong key, long version, long comparand);

    bool TryRemove(ulong key, out long version);

    /// <summary>Takes the first or the last entry out.</summary>
    bool TryPop(bool last, out TreeEntry entry);

    /// <summary>Removes a range by one store.</summary>
    /// <returns>Whether anything was there.</returns>
    bool RemoveRange(ulong first, ulong last);

    void Clear();

    /// <summary>Replaces everything by ascending entries.</summary>
    void Load(IReadOnlyList<TreeEntry> entries);

    ITreeReads Snapshot();

    /// <summary>Removes everything by one store and shows it.</summary>
    ITreeReads TakeAll();

    /// <summary>Runs a batch.</summary>
    /// <returns>Whether it was committed.</returns>
    bool Batch<TWork>(ref TWork work)
        where TWork : IBatchWork;

    /// <summary>Walks the tree and throws when it is not as it must be between writes.</summary>
    void CheckInvariants();
}
