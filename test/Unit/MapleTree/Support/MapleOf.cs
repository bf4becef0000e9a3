using System.Numerics;
using Concurrent.Unit.Trees;

namespace Concurrent.Unit.Maples;

/// <summary>Builds the maple trees under test. A small logical node capacity reaches splits, merges and tall trees with few ranges.</summary>
internal static class MapleOf
{
    public static MapleTreeOptions<TKey, TValue> Options<TKey, TValue>(int capacity = 4, bool gaps = true, bool coalesce = false, bool recycle = true)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var options = new MapleTreeOptions<TKey, TValue> { TrackGaps = gaps, Coalesce = coalesce, RecycleNodes = recycle };
        return capacity == TreeOf.FullCapacity ? options : options with { NodeCapacity = capacity };
    }

    public static MapleTree<TKey, TValue> Empty<TKey, TValue>(int capacity = 4, bool gaps = true, bool coalesce = false, bool recycle = true)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => new(Options<TKey, TValue>(capacity, gaps, coalesce, recycle));
}
