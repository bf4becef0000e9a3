using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>Sets some entries.</summary>
internal readonly struct SetWork(IReadOnlyList<TreeEntry> entries, bool commits) : IBatchWork
{
    public bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        foreach (TreeEntry entry in entries) batch.Set(entry.Key, entry.Version);
        return commits;
    }
}
