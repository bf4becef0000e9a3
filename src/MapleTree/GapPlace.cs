using System.Numerics;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The gap that a search ended at, and the way to it: who stores there need not go down a second time.</summary>
internal ref struct GapPlace<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>The way to <see cref="Leaf"/>.</summary>
    internal TreePath<TKey> Path;

    /// <summary>The leaf that the gap is an entry of.</summary>
    internal RangeLeaf<TKey, TValue> Leaf;

    /// <summary>Which entry.</summary>
    internal int Index;
}
