using Concurrent;

namespace Stress.Scaling;

/// <summary>A radix tree.</summary>
internal readonly struct RadixScaleMap() : IScaleMap
{
    private readonly RadixTree<long> tree = new();

    public bool TryGet(ulong key, out long value) => tree.TryGetValue(key, out value);

    public void Set(ulong key, long value) => tree.Store(key, value, out _);

    public void Remove(ulong key) => tree.Remove(key);
}
