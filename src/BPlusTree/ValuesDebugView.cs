using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Concurrent;

/// <summary>What a debugger shows of values: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class ValuesDebugView<TKey, TValue>(IEnumerable<TValue> values)
    where TKey : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public TValue[] Items => [.. values.Take(EntriesDebugView<TKey, TValue>.Most)];
}
