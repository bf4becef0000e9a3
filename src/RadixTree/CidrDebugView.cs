using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;

namespace Concurrent;

/// <summary>What a debugger shows of blocks: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class CidrDebugView<TValue>(IEnumerable<KeyValuePair<IPNetwork, TValue>> entries)
{
    internal const int Most = 1000;

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public KeyValuePair<IPNetwork, TValue>[] Items => [.. entries.Take(Most)];
}
