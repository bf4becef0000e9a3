using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Removing all keys with a prefix.</content>
internal sealed partial class PrefixWriter<TValue>
{
    /// <summary>Removes all keys that begin with some bytes, by one store. They are counted one leaf at a time; whole nodes are left to the collector (R4).</summary>
    /// <returns>How many there were.</returns>
    internal long RemovePrefix(ref Node? root, ReadOnlySpan<byte> prefix)
    {
        var path = new PrefixPath(ref deepPath);
        try
        {
            PrefixNode? end = DescendToPrefix(ref root, ref path, prefix);
            if (end is null) return 0;
            int from = 0, to = 0;
            long removed;
            if (end.IsLeaf)
            {
                var leaf = Unsafe.As<PrefixLeaf<TValue>>(end);
                while (from < leaf.Count && !leaf.Key(from).AsSpan().StartsWith(prefix)) from++;
                for (to = from; to < leaf.Count && leaf.Key(to).AsSpan().StartsWith(prefix);) to++;
                removed = to - from;
                if (removed == 0) return 0;
            }
            else
            {
                removed = CountBelow(Unsafe.As<PrefixInner>(end));
            }

            transaction.BeginChange();
            TakeOut(ref root, ref path, prefix, end, from, to);
            transaction.EndChange();
            return removed;
        }
        finally
        {
            path.Dispose();
        }
    }

    /// <summary>Goes down to the node below which, or in which, all keys with a prefix are.</summary>
    /// <returns>A leaf that may have others, too; or an inner node that has no others; or null: there are none.</returns>
    private static PrefixNode? DescendToPrefix(ref Node? root, ref PrefixPath path, ReadOnlySpan<byte> prefix)
    {
        var node = Unsafe.As<PrefixNode>(root);
        while (node is not null && !node.IsLeaf)
        {
            var inner = Unsafe.As<PrefixInner>(node);
            int matched = inner.MatchPath(prefix);
            if (inner.Start + matched == prefix.Length) return inner;
            if (matched < inner.PathLength) return null;
            path.Push(inner);
            node = Unsafe.As<PrefixNode>(Below(inner, prefix));
        }

        return node;
    }

    /// <summary>How many entries there are below a node. Not by recursion: keys may be long.</summary>
    private static long CountBelow(PrefixInner top)
    {
        long entries = 0;
        var open = new Stack<PrefixInner>();
        open.Push(top);
        while (open.TryPop(out PrefixInner? inner))
        {
            if (inner.Terminal is not null) entries++;
            for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1))
            {
                PrefixNode child = ChildAt(inner, by);
                if (child.IsLeaf) entries += child.Count;
                else open.Push(Unsafe.As<PrefixInner>(child));
            }
        }

        return entries;
    }
}
