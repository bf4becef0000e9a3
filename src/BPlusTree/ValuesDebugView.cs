using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What a debugger shows of values: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class ValuesDebugView<TKey, TValue>(IEnumerable<TValue> values)
    where TKey : notnull
{
    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public TValue[] Items
    {
        get
        {
            // A tree that owns its values shows them in a section only (V1).
            using ReadSection section = values is EntryValues<TKey, TValue> { SectionDomain: { } domain } ? domain.EnterRead() : default;
            return [.. values.Take(EntriesDebugView<TKey, TValue>.Most)];
        }
    }
}
