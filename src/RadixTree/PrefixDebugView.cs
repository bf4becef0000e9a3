using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace Concurrent;

/// <summary>What a debugger shows of entries: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class PrefixDebugView<TValue>(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
{
    internal const int Most = 1000;

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public PrefixEntry<TValue>[] Items => [.. entries.Take(Most).Select(static entry => new PrefixEntry<TValue>(entry.Key.ToArray(), entry.Value))];
}
