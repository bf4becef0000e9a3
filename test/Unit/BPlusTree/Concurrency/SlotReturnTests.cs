using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Reads that combine two leaves re-read the slots on their way, and take an unchanged slot for one that never changed (P7). So while a section is open no node may come back into a slot that it
/// has left, whatever cuts trees apart and joins them again; and what a reader of an old path may still meet is never used for anything else.
/// </summary>
public class SlotReturnTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(TreeOf.FullCapacity, 4)]
    public void No_node_comes_back_into_a_slot_while_a_reader_is_inside(int capacity, int seed)
    {
        using var domain = new RcuDomain();
        var pool = new BPlusTreePool<int, int>(domain, new NodePoolOptions { BagSize = 1 });
        var tree = new BPlusTree<int, int>(TreeOf.Options<int, int>(capacity) with { Pool = pool });
        var random = new Random(seed);
        int space = capacity == TreeOf.FullCapacity ? 3_000 : 120;
        using var section = domain.EnterRead();
        var slots = new Dictionary<(Node? Parent, int Index), (Node Now, HashSet<Node> Before)>();
        int changes = 0, levels = 0;
        for (int i = 0; i < 1_500; i++)
        {
            Write(tree, random, space);
            changes += Note(slots, null, 0, ((IEntrySource<int>)tree).Root!);
            levels = Math.Max(levels, ((IEntrySource<int>)tree).Root!.Level);
        }

        Assert.InRange(levels, 2, 32);
        Assert.InRange(changes, 500, int.MaxValue); // with few, nothing could have come back
        Assert.Equal(0, domain.GetStatistics().RecycledNodes);
        tree.CheckInvariants();
    }

    private static int Note(Dictionary<(Node? Parent, int Index), (Node Now, HashSet<Node> Before)> slots, Node? parent, int index, Node child)
    {
        int changes = 0;
        if (!slots.TryGetValue((parent, index), out var slot))
        {
            slots.Add((parent, index), (child, []));
        }
        else if (slot.Now != child)
        {
            slot.Before.Add(slot.Now);
            if (slot.Before.Contains(child)) Assert.Fail($"a node of level {child.Level} came back into slot {index} of a node of level {parent?.Level}");
            slots[(parent, index)] = (child, slot.Before);
            changes++;
        }

        if (child is not InnerNode<int> inner) return changes;
        for (int i = 0; i < inner.Count; i++) changes += Note(slots, inner, i, inner.Child(i));
        return changes;
    }

    private static void Write(BPlusTree<int, int> tree, Random random, int space)
    {
        int key = random.Next(space), other = random.Next(10) == 0 ? random.Next(space) : Math.Min(space, key + random.Next(space / 8));
        var range = KeyRange<int>.Between(Math.Min(key, other), true, Math.Max(key, other), random.Next(2) == 0);
        switch (random.Next(12))
        {
            case 0 or 1:
                tree.RemoveRange(range);
                break;
            case 2:
                tree.SetRange(Enumerable.Range(key, random.Next(space / 4)).Select(k => KeyValuePair.Create(k % space, k)));
                break;
            case 3:
                for (int n = random.Next(6); n > 0; n--) tree.TryRemoveFirst(out _, out _);
                break;
            case 4:
                for (int n = random.Next(6); n > 0; n--) tree.TryRemoveLast(out _, out _);
                break;
            case 5 when random.Next(8) == 0:
                tree.RemoveRange(random.Next(2) == 0 ? KeyRange<int>.AtMost(space - 3) : KeyRange<int>.GreaterThan(2)); // down to a leaf or two
                break;
            case 5 when random.Next(8) == 0:
                tree.Load(Enumerable.Range(0, space).Select(k => KeyValuePair.Create(k, k)));
                break;
            case 6:
                using (var batch = tree.BeginBatch())
                {
                    batch.RemoveRange(range);
                    if (random.Next(2) == 0) batch[key] = key;
                    if (random.Next(2) == 0) batch.RemoveRange(KeyRange<int>.Inclusive(key / 2, (key / 2) + 9));
                    if (random.Next(4) > 0) batch.Commit();
                }

                break;
            case 7 or 8:
                for (int k = key; k < Math.Min(space, key + 12); k++) tree[k] = k;
                break;
            case 9 when tree.TryGetLast(out int last, out _):
                for (int k = 1; k < 9; k++) tree[last + k] = k;
                break;
            case 10:
                tree.Remove(key);
                break;
            default:
                tree[key] = key;
                break;
        }
    }
}
