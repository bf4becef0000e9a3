using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

internal static partial class RadixReader<TValue>
{
    /// <summary>The entry that holds an index, or else the nearest one above it, or below it. Linearizable (P7).</summary>
    internal static bool TryGetNearest(ref Node? root, ulong index, bool up, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        Find(new RadixNeighbour<TValue>(ref root, index, up, orEqual: true), out found, out value);

    /// <summary>The entry next to the one that holds an index, or next to the index. Linearizable (P7).</summary>
    internal static bool TryGetBeyond(ref Node? root, ulong index, bool up, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        Find(new RadixNeighbour<TValue>(ref root, index, up, orEqual: false), out found, out value);

    private static bool Find(RadixNeighbour<TValue> search, out ulong found, [MaybeNullWhen(false)] out TValue value)
    {
        if (search.Find())
        {
            found = search.First;
            value = search.Value!;
            return true;
        }

        found = 0;
        value = default;
        return false;
    }
}
