using System.Collections.Generic;

namespace Concurrent.Unit.Radix;

/// <summary>Walks an enumerator to its end.</summary>
internal static class RadixWalk
{
    public static List<RadixItem<TValue>> All<TValue>(RadixEnumerator<TValue> entries)
    {
        var seen = new List<RadixItem<TValue>>();
        while (entries.MoveNext()) seen.Add(new(entries.Current.Key, entries.CurrentLast, entries.Current.Value));
        entries.Dispose();
        return seen;
    }
}
