using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A search for something that is no key but has a place among the keys. On the stack, as what it looks for may be.</summary>
internal readonly ref struct AlternateProbe<TAlternate, TKey> : IKeyProbe<TKey>
    where TAlternate : notnull, allows ref struct
{
    private readonly TAlternate alternate;
    private readonly IAlternateComparer<TAlternate, TKey> comparer;

    private AlternateProbe(TAlternate alternate, IAlternateComparer<TAlternate, TKey> comparer)
    {
        this.alternate = alternate;
        this.comparer = comparer;
    }

    /// <summary>Refuses null.</summary>
    internal static AlternateProbe<TAlternate, TKey> For(TAlternate alternate, IAlternateComparer<TAlternate, TKey> comparer)
    {
        if (alternate is null) throw new ArgumentNullException(nameof(alternate));
        return new AlternateProbe<TAlternate, TKey>(alternate, comparer);
    }

    internal bool Equals(TKey key) => comparer.Compare(alternate, key) == 0;

    public int Count(ref TKey keys, int count, int capacity, bool orEqual)
    {
        int low = 0, high = count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = comparer.Compare(alternate, Unsafe.Add(ref keys, middle));
            if (order > 0 || (orEqual && order == 0)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
