using System.Collections.Generic;

namespace Concurrent;

/// <summary>The values of the entries.</summary>
internal sealed class RadixValueView<TValue>(IRadixMap<TValue> source) : RadixPartView<TValue, TValue>(source)
{
    public override bool Contains(TValue item)
    {
        foreach (TValue value in this)
        {
            if (EqualityComparer<TValue>.Default.Equals(value, item)) return true;
        }

        return false;
    }

    private protected override TValue Part(KeyValuePair<ulong, TValue> entry) => entry.Value;
}
