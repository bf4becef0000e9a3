using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics;

namespace Concurrent;

/// <summary>What a debugger shows of ranges: the first of them, read in short sections, without a lock and without freezing anything.</summary>
internal sealed class RangesDebugView<TKey, TValue>(IEnumerable<RangeEntry<TKey, TValue>> ranges)
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    internal const int Most = 1000;

    [DebuggerBrowsable(DebuggerBrowsableState.RootHidden)]
    public RangeEntry<TKey, TValue>[] Items => [.. ranges.Take(Most)];
}
