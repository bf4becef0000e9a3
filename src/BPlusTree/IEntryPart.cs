using System.Collections.Generic;

namespace Concurrent;

/// <summary>What a view shows of an entry.</summary>
internal interface IEntryPart<TKey, TValue, T>
{
    /// <summary>Whether that is a value, which a tree may own.</summary>
    static abstract bool ShowsValues { get; }

    static abstract T Of(KeyValuePair<TKey, TValue> entry);
}
