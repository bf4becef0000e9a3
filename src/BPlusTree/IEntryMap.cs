using System.Collections.Generic;

namespace Concurrent;

/// <summary>What the views of keys and of values stand on: a live tree or a snapshot.</summary>
internal interface IEntryMap<TKey, TValue> : IEntrySource<TKey>, IReadOnlyDictionary<TKey, TValue>;
