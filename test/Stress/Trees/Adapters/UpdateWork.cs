namespace Stress.Trees;

/// <summary>Compare and set, for a tree that has no call for it.</summary>
internal readonly struct UpdateWork(ulong key, long version, long comparand) : IBatchWork
{
    public bool Run<TBatch>(ref TBatch batch)
        where TBatch : ITreeBatch, allows ref struct
    {
        if (!batch.TryGet(key, out long present) || present != comparand) return false;
        batch.Set(key, version);
        return true;
    }
}
