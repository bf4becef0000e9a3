using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>The writes that a tree and an open batch have in common.</summary>
internal interface IRangeWrites<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    bool TryAdd(TKey key, TValue value);
    bool TryAddRange(TKey first, TKey last, TValue value);
    void Store(TKey key, TValue value);
    void StoreRange(TKey first, TKey last, TValue value);
    bool TryRemoveContaining(TKey key, out RangeEntry<TKey, TValue> removed);
    bool RemoveRange(TKey first, TKey last);
    void Clear();
    bool TryAllocate(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment);
    bool TryAllocateHighest(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment);
    bool TryAllocateCyclic(TKey size, TValue value, ref TKey next, out TKey first, TKey? windowFirst, TKey? windowLast);
}
