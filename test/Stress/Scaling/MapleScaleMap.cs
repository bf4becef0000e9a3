using Concurrent;

namespace Stress.Scaling;

/// <summary>A maple tree in which each key is a range of its own.</summary>
internal readonly struct MapleScaleMap() : IScaleMap
{
    private readonly MapleTree<ulong, long> tree = new();

    public bool TryGet(ulong key, out long value) => tree.TryGetValue(key, out value);

    public void Set(ulong key, long value) => tree.Store(key, value);

    public void Remove(ulong key) => tree.RemoveRange(key, key);
}
