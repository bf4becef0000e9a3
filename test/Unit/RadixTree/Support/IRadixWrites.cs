using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Radix;

/// <summary>The writes that a tree and an open batch have in common.</summary>
internal interface IRadixWrites<TValue>
{
    bool TryAdd(ulong index, TValue value);
    void Set(ulong index, TValue value);
    bool Store(ulong index, TValue value, [MaybeNullWhen(false)] out TValue old);
    void StoreRange(ulong first, ulong last, TValue value);
    bool TryUpdate(ulong index, TValue value);
    bool TryUpdate(ulong index, TValue value, TValue comparand);
    bool TryRemove(ulong index, [MaybeNullWhen(false)] out TValue value);
    bool TryRemove(KeyValuePair<ulong, TValue> pair);
    bool Remove(ulong index);
    long RemoveRange(ulong first, ulong last);
    bool SetTag(ulong index, int tag);
    bool ClearTag(ulong index, int tag);
    long RetagRange(ulong first, ulong last, int from, int to, long limit, out ulong next);
    void Clear();
}
