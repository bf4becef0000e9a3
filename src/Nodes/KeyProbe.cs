using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>A search for a key.</summary>
internal readonly struct KeyProbe<TKey> : IKeyProbe<TKey>
{
    private readonly TKey key;
    private readonly IComparer<TKey>? comparer;

    internal KeyProbe(TKey key, IComparer<TKey>? comparer)
    {
        this.key = key;
        this.comparer = comparer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Count(ref TKey keys, int count, int capacity, bool orEqual) => orEqual
        ? KeySearch.CountLessOrEqual(ref keys, count, capacity, key, comparer)
        : KeySearch.CountLess(ref keys, count, capacity, key, comparer);
}
