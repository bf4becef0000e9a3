using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What a debugger shows of entries: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class EntriesDebugView<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    where TKey : notnull
{
    internal const int Most = 1000;

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public KeyValuePair<TKey, TValue>[] Items
    {
        get
        {
            // A tree that owns its values shows them in a section only (V1).
            using ReadSection section = entries is IEntrySource<TKey> { SectionDomain: { } domain } ? domain.EnterRead() : default;
            return [.. entries.Take(Most)];
        }
    }
}
