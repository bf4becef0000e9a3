using System.Collections.Generic;

namespace Concurrent;

/// <summary>The first indices of the entries.</summary>
internal sealed class RadixIndexView<TValue>(IRadixMap<TValue> source) : RadixPartView<TValue, ulong>(source)
{
    public override bool Contains(ulong item) => Source.ContainsKey(item);

    private protected override ulong Part(KeyValuePair<ulong, TValue> entry) => entry.Key;
}
