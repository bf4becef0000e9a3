using System.Collections.Generic;

namespace Concurrent;

/// <summary>What the views of indices and of values stand on: a live tree or a snapshot.</summary>
internal interface IRadixMap<TValue> : IRadixSource, IReadOnlyDictionary<ulong, TValue>;
