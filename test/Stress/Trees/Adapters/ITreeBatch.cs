namespace Stress.Trees;

/// <summary>An open batch.</summary>
internal interface ITreeBatch
{
    bool TryGet(ulong key, out long version);

    bool TryAdd(ulong key, long version);

    void Set(ulong key, long version);

    bool TryRemove(ulong key, out long version);
}
