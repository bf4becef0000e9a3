using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

// The interfaces of .NET's dictionaries. What they ask for under the same name is public elsewhere; here is the rest.
[DebuggerTypeProxy(typeof(RadixDebugView<>))]
public sealed partial class RadixTree<TValue> : IRadixMap<TValue>
{
    IEnumerable<ulong> IReadOnlyDictionary<ulong, TValue>.Keys => new RadixIndexView<TValue>(this);

    IEnumerable<TValue> IReadOnlyDictionary<ulong, TValue>.Values => new RadixValueView<TValue>(this);
}
