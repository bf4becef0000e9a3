using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Whether there is anything, the longest prefix of a key, neighbours.</content>
internal static partial class PrefixReader<TValue>
{
    internal static bool Contains(ref Node? root, ReadOnlySpan<byte> key) => !Unsafe.IsNullRef(ref FindPlace(ref root, key));

    /// <summary>Whether nothing is there: an empty tree is an empty leaf, and no inner node is empty.</summary>
    internal static bool IsEmpty(ref Node? root)
    {
        PrefixNode node = PrefixPlace.Root(ref root);
        return node.IsLeaf && PrefixPlace.AsLeaf<TValue>(node).LoadCount() == 0;
    }

    internal static bool TryGetLongest(ref Node? root, ReadOnlySpan<byte> key, out int matchedLength, [MaybeNullWhen(false)] out TValue value)
    {
        var search = new PrefixLongest<TValue>(ref root, key);
        bool found = search.Find();
        matchedLength = found ? search.Key!.Length : 0;
        value = found ? search.Value : default;
        return found;
    }

    /// <summary>The entry of a key, or the nearest one above or below it.</summary>
    internal static bool TryGetNearest(ref Node? root, ReadOnlySpan<byte> key, bool up, bool orEqual, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        var search = new PrefixNeighbour<TValue>(ref root, key, up, orEqual);
        return Answer(search.Find(), ref search, out found, out value);
    }

    /// <summary>The first entry, or the last.</summary>
    internal static bool TryGetEnd(ref Node? root, bool first, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        var search = new PrefixNeighbour<TValue>(ref root, first);
        return Answer(search.Find(), ref search, out found, out value);
    }

    private static bool Answer(bool isThere, ref PrefixNeighbour<TValue> search, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        found = isThere ? search.Key : default(ReadOnlyMemory<byte>);
        value = isThere ? search.Value : default;
        return isThere;
    }
}
