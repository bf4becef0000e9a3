using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>For tests that look at the writer's side.</summary>
    internal PrefixCore<TValue> WriterSide => core;

    /// <summary>Walks the whole live tree under the writer lock, also one that the calling thread holds for a batch, and throws when anything is not as it must be between writes.</summary>
    internal void CheckInvariants()
    {
        if (core.Lock.IsHeldByCurrentThread)
        {
            Check(root!, core.Count);
            return;
        }

        using WriterToken token = core.Lock.Enter();
        Check(root!, core.Count);
    }

    /// <summary>As <see cref="CheckInvariants"/>, of what the batch that the calling thread has open would publish.</summary>
    internal void CheckBatch() => Check(core.BatchRoot!, core.BatchCount);

    private void Check(Node top, long count)
    {
        // Not by recursion: the tree may be as deep as its keys are long.
        var open = new Stack<(Node Node, int Start, byte[]? Above)>();
        open.Push((top, 0, null));
        byte[]? before = null;
        long entries = 0;
        while (open.TryPop(out (Node Node, int Start, byte[]? Above) at))
        {
            var node = at.Node as PrefixNode;
            Require(node is not null, "a node is not one of a prefix tree");
            CheckHeader(node!);
            if (node is PrefixLeaf<TValue> leaf)
            {
                Require(leaf.Count > 0 || leaf == top, "a leaf is empty");
                Require(leaf.Depth == at.Start, $"a leaf of depth {leaf.Depth} hangs at {at.Start}");
                CheckLeaf(leaf, at.Above, ref before);
                entries += leaf.Count;
                continue;
            }

            var inner = (PrefixInner)node!;
            CheckInner(inner, at.Start, at.Above);
            CheckUnburst(inner);
            for (int by = inner.PreviousByte(255); by >= 0; by = inner.PreviousByte(by - 1))
            {
                Node? child = inner.Child((byte)by);
                Require(child is not null, $"P2: byte {by} at {inner.Depth} has a slot, and nothing in it");
                open.Push((child!, inner.Depth + 1, Extended(inner, by)));
            }

            if (inner.Terminal is null) continue;
            var terminal = inner.Terminal as PrefixLeaf4<TValue>;
            Require(terminal is { Count: 1 } && terminal.Key(0).Length == inner.Depth, $"the terminal at {inner.Depth} is not a leaf with one key that ends there");
            open.Push((terminal!, inner.Depth, inner.Sample[..inner.Depth]));
        }

        Require(entries == count, $"count is {count}, but there are {entries} entries");
    }

    private static byte[] Extended(PrefixInner inner, int by) => [.. inner.Sample.AsSpan(0, inner.Depth), (byte)by];

    private void CheckHeader(PrefixNode node)
    {
        Require(node.Stamp >= 0 && node.Stamp <= core.Transaction.Number, $"P1: stamp {node.Stamp} is not that of a transaction up to {core.Transaction.Number}");
        Type expected = node.Kind switch
        {
            PrefixKind.Leaf4 => typeof(PrefixLeaf4<TValue>),
            PrefixKind.Leaf8 => typeof(PrefixLeaf8<TValue>),
            PrefixKind.Leaf16 => typeof(PrefixLeaf16<TValue>),
            PrefixKind.Leaf32 => typeof(PrefixLeaf32<TValue>),
            PrefixKind.Inner4 => typeof(PrefixInner4),
            PrefixKind.Inner16 => typeof(PrefixInner16),
            PrefixKind.Inner48 => typeof(PrefixInner48),
            PrefixKind.Inner256 => typeof(PrefixInner256),
            _ => typeof(void),
        };
        Require(node.GetType() == expected, $"a node of kind {node.Kind} is a {node.GetType().Name}");
    }

    private static void CheckLeaf(PrefixLeaf<TValue> leaf, byte[]? above, ref byte[]? before)
    {
        int count = leaf.Count, least = leaf.Kind switch { PrefixKind.Leaf4 => 0, PrefixKind.Leaf8 => 4, PrefixKind.Leaf16 => 7, _ => 13 };
        Require(count >= least && count <= leaf.Room, $"a leaf with room for {leaf.Room} has {count} entries");
        for (int i = 0; i < leaf.Room; i++)
        {
            byte[]? key = leaf.Cell(i).Key;
            Require(i < count == key is not null, $"R4: slot {i} of a leaf with {count} entries {(key is null ? "has no key" : "keeps a key alive")}");
            if (key is null)
            {
                if (!typeof(TValue).IsValueType) Require(leaf.Cell(i).Value is null, $"R4: the unused slot {i} of a leaf keeps a value alive");
                continue;
            }

            Require(above is null || key.AsSpan().StartsWith(above), $"the key {Show(key)} hangs where keys begin with {Show(above)}");
            Require(leaf.Mark(i) == PrefixMark.Of(key, leaf.Depth), $"the mark of {Show(key)} is not its own");
            Require(before is null || before.AsSpan().SequenceCompareTo(key) < 0, $"the key {Show(key)} comes behind {Show(before)}");
            Require(i == 0 || leaf.Mark(i - 1) <= leaf.Mark(i), $"marks descend at {Show(key)}");
            before = key;
        }
    }

    private static void CheckInner(PrefixInner inner, int start, byte[]? above)
    {
        int room = PrefixKind.Room(inner.Kind), count = inner.Count, least = inner.Kind switch { PrefixKind.Inner4 => 1, PrefixKind.Inner16 => 4, PrefixKind.Inner48 => 13, _ => 37 };
        Require(inner.Start == start && inner.Depth >= start, $"a path from {inner.Start} to {inner.Depth} begins at {start}");
        Require(inner.Sample.Length >= inner.Depth && (above is null || inner.Sample.AsSpan().StartsWith(above)), $"the sample at {start} does not belong there");
        Require(inner.Path == PrefixMark.Load(inner.Sample.AsSpan(0, inner.Depth), start), $"the path at {start} is not that of its sample");
        Require(count >= least && count <= room, $"an inner node with {room} slots has {count} children");
        Require(count > 1 || inner.Terminal is not null, $"an inner node at {inner.Depth} has one child and nothing else");
        int taken = 0, bytes = 0;
        for (int slot = 0; slot < room; slot++) taken += inner.Slot(slot) is null ? 0 : 1;
        for (int by = inner.NextByte(0), last = -1; by < 256; last = by, by = inner.NextByte(by + 1), bytes++)
        {
            Require(by > last && inner.SlotOf((byte)by) >= 0, $"byte {by} at {inner.Depth} has no slot");
        }

        Require(taken == count && bytes == count, $"of {count} children at {inner.Depth} there are {taken}, under {bytes} bytes");
    }

    private static void CheckUnburst(PrefixInner inner)
    {
        long entries = inner.Terminal is null ? 0 : 1;
        for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1))
        {
            if (inner.Child((byte)by) is not PrefixLeaf<TValue> leaf) return;
            entries += leaf.Count;
        }

        Require(entries > PrefixKind.UnburstBound, $"{entries} entries at {inner.Depth} should be in one leaf");
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException($"The tree is damaged: {otherwise}.");
    }
}
