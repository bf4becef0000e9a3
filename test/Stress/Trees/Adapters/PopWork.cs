namespace Stress.Trees;

/// <summary>Takes the first or last entry out of a tree that has no call for it: while the batch holds the writer lock, what the tree shows does not change.</summary>
internal struct PopWork(ITreeReads tree, bool last) : IBatchWork
{
    internal TreeEntry Entry { get; private set; }

    public bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        if (!tree.TryGetNear(last ? Near.Last : Near.First, 0, out TreeEntry found)) return false;
        Entry = found;
        return batch.TryRemove(found.Key, out _);
    }
}
