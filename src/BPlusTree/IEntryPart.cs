using System.Collections.Generic;

namespace Concurrent;

/// <summary>What a view shows of an entry.</summary>
internal interface IEntryPart<TKey, TValue, T>
{
    static abstract T Of(KeyValuePair<TKey, TValue> entry);
}
