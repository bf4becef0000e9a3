using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>Removes a range of a tree that has no call for it: while the batch holds the writer lock, what the tree shows does not change.</summary>
internal readonly struct RemoveRangeWork(ITreeReads tree, ulong first, ulong last) : IBatchWork
{
    public bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        var entries = new List<TreeEntry>();
        tree.Scan(new TreeScan(ScanWay.Ascending, first, last), entries);
        foreach (TreeEntry entry in entries) batch.TryRemove(entry.Key, out _);
        return entries.Count > 0;
    }
}
