using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Concurrent;

/// <summary>What a debugger shows of keys: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class KeysDebugView<TKey, TValue>(IEnumerable<TKey> keys)
    where TKey : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public TKey[] Items => [.. keys.Take(EntriesDebugView<TKey, TValue>.Most)];
}
