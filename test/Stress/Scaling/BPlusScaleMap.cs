using Concurrent;

namespace Stress.Scaling;

/// <summary>A B+ tree.</summary>
internal readonly struct BPlusScaleMap() : IScaleMap
{
    private readonly BPlusTree<ulong, long> tree = new();

    public bool TryGet(ulong key, out long value) => tree.TryGetValue(key, out value);

    public void Set(ulong key, long value) => tree[key] = value;

    public void Remove(ulong key) => tree.Remove(key);
}
