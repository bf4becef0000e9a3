using System.Numerics;

namespace Concurrent;

/// <summary>How many keys a range has, in the type of the keys: the whole key space, which has one more than that can say, counts as the greatest key.</summary>
internal static class RangeSize
{
    internal static TKey Of<TKey>(TKey first, TKey last)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        TKey span = last - first;
        return span == TKey.MaxValue ? span : span + TKey.One;
    }
}
