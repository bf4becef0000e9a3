using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Writes that reach across leaves. However many there are: one publishing store (P2), and every reader sees all of the write or none.</summary>
internal sealed partial class MapleWriter<TKey, TValue>
{
    /// <summary>Leaves wholly inside a range are used again if they are not more than this; of more, whole subtrees are left to the collector without walking them (R4).</summary>
    private const int MostRetired = 64;

    private MapleChange PutAcross(ref Node? root, TKey first, TKey last, bool present, TValue value, long total)
    {
        TreePath<TKey> before = default, behind = default;
        RangeLeaf<TKey, TValue> firstLeaf = Descend(ref root, ref before, first), lastLeaf = Descend(ref root, ref behind, last);
        int from = MapleReader<TKey, TValue>.IndexOf(firstLeaf, first), to = MapleReader<TKey, TValue>.IndexOf(lastLeaf, last);
        if (!present || coalesce)
        {
            WidenDown(ref before, ref firstLeaf, ref from, ref first, present, ref value);
            WidenUp(ref behind, ref lastLeaf, ref to, ref last, present, ref value);
        }

        Debug.Assert(firstLeaf != lastLeaf, "What is in one leaf is written there");
        bool head = firstLeaf.FirstOf(from) < first, tail = last < lastLeaf.Last(to);
        long inside = CountBetween(before, firstLeaf, behind, lastLeaf, total, out bool few);
        long more = (present ? 1 : 0) + (head && firstLeaf.IsPresent(from) ? 1 : 0) + (tail && lastLeaf.IsPresent(to) ? 1 : 0)
            - firstLeaf.CountPresent(from, firstLeaf.Count - from) - lastLeaf.CountPresent(0, to + 1) - inside;

        transaction.BeginChange();
        if (few) RetireBetween(ref before, ref behind);
        if (!TryReplaceSiblings(ref root, ref before, ref behind, firstLeaf, from, lastLeaf, to, head, first, last, tail, present, value))
        {
            // What is reachable from the root stays as it is until the one store (P1, P2).
            if (!transaction.IsBatch) transaction.WorkAside();
            RangeLeaf<TKey, TValue> middle = transaction.NewLeaf();
            middle.Begin(firstLeaf.FirstOf(from));
            if (head) middle.Add(first - TKey.One, firstLeaf.IsPresent(from), firstLeaf.Value(from));
            middle.Add(last, present, value);
            if (tail) middle.Add(lastLeaf.Last(to), lastLeaf.IsPresent(to), lastLeaf.Value(to));
            Publication.Publish(ref root, Joined(ref before, firstLeaf, from, middle, ref behind, lastLeaf, to));
        }

        transaction.EndChange();
        return new MapleChange(stored: true, more);
    }

    /// <summary>Cuts the tree before the one path and behind the other, and joins what is left with a new leaf in between.</summary>
    private Node Joined(
        ref TreePath<TKey> before, RangeLeaf<TKey, TValue> firstLeaf, int from, RangeLeaf<TKey, TValue> middle, ref TreePath<TKey> behind, RangeLeaf<TKey, TValue> lastLeaf, int to)
    {
        TKey separator = from > 0 ? firstLeaf.Last(from - 1) : default, bound = middle.Bound;
        Node? left = transaction.JoinBefore(ref before, transaction.Part(firstLeaf, 0, from), ref separator);
        Node? right = transaction.JoinBehind(ref behind, transaction.Part(lastLeaf, to + 1, lastLeaf.Count - to - 1));
        transaction.RetireInners(ref before, ref behind);
        transaction.RetireLeaf(firstLeaf);
        transaction.RetireLeaf(lastLeaf);
        return transaction.Join(transaction.Join(left, separator, middle), bound, right)!;
    }

    /// <summary>Where the two leaves hang from one parent, and what becomes of them fills one or two, all of it is one step (P4) in that parent.</summary>
    private bool TryReplaceSiblings(
        ref Node? root, ref TreePath<TKey> before, ref TreePath<TKey> behind, RangeLeaf<TKey, TValue> firstLeaf, int from, RangeLeaf<TKey, TValue> lastLeaf, int to,
        bool head, TKey first, TKey last, bool tail, bool present, TValue value)
    {
        int depth = before.Depth - 1;
        int result = from + (head ? 1 : 0) + 1 + (tail ? 1 : 0) + lastLeaf.Count - to - 1;
        if (before.Inner(depth) != behind.Inner(depth) || result > 2 * capacity || result <= transaction.LeafMergeThreshold) return false;
        Bench(firstLeaf, from, lastLeaf, to, head, first, last, tail, present, value);
        (Node one, Node? two, TKey separator) = result <= capacity ? MakeOne() : MakeTwo(result / 2);
        transaction.RetireLeaf(firstLeaf);
        transaction.RetireLeaf(lastLeaf);
        transaction.Replace(ref root, ref before, depth, before.Index(depth), behind.Index(depth) - before.Index(depth) + 1, one, two, separator);
        return true;
    }

    private static void WidenDown(ref TreePath<TKey> path, ref RangeLeaf<TKey, TValue> leaf, ref int from, ref TKey first, bool present, ref TValue value)
    {
        TKey start = leaf.FirstOf(from);
        if (IsSame(leaf, from, present, ref value))
        {
            first = start;
            return;
        }

        if (start != first || first == TKey.MinValue) return;
        if (from > 0)
        {
            if (IsSame(leaf, from - 1, present, ref value)) first = leaf.FirstOf(--from);
            return;
        }

        TreePath<TKey> beside = path;
        var neighbour = Unsafe.As<RangeLeaf<TKey, TValue>>(beside.PreviousLeaf()!);
        if (!IsSame(neighbour, neighbour.Count - 1, present, ref value)) return;
        path = beside;
        leaf = neighbour;
        from = neighbour.Count - 1;
        first = neighbour.FirstOf(from);
    }

    private static void WidenUp(ref TreePath<TKey> path, ref RangeLeaf<TKey, TValue> leaf, ref int to, ref TKey last, bool present, ref TValue value)
    {
        TKey end = leaf.Last(to);
        if (IsSame(leaf, to, present, ref value))
        {
            last = end;
            return;
        }

        if (end != last || last == TKey.MaxValue) return;
        if (to + 1 < leaf.Count)
        {
            if (IsSame(leaf, to + 1, present, ref value)) last = leaf.Last(++to);
            return;
        }

        TreePath<TKey> beside = path;
        var neighbour = Unsafe.As<RangeLeaf<TKey, TValue>>(beside.NextLeaf()!);
        if (!IsSame(neighbour, 0, present, ref value)) return;
        path = beside;
        leaf = neighbour;
        to = 0;
        last = neighbour.Last(0);
    }

    /// <summary>
    /// How many entries between two leaves hold a value. Walks over the leaves between them and, when those are not few, in step over those outside; whichever ends first tells. So a small range
    /// costs its own leaves, and a large one those around it.
    /// </summary>
    private static long CountBetween(
        in TreePath<TKey> before, RangeLeaf<TKey, TValue> firstLeaf, in TreePath<TKey> behind, RangeLeaf<TKey, TValue> lastLeaf, long total, out bool few)
    {
        TreePath<TKey> inside = before, left = before, right = behind;
        long gone = 0, kept = firstLeaf.CountPresent(0, firstLeaf.Count) + lastLeaf.CountPresent(0, lastLeaf.Count);
        bool atBeginning = false;
        int leaves = 0;
        few = false;
        while (true)
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(inside.NextLeaf()!);
            if (leaf == lastLeaf)
            {
                few = leaves <= MostRetired;
                return gone;
            }

            leaves++;
            gone += leaf.CountPresent(0, leaf.Count);
            if (leaves <= MostRetired) continue;
            Node? outside = atBeginning ? null : left.PreviousLeaf();
            if (outside is null)
            {
                atBeginning = true;
                outside = right.NextLeaf();
                if (outside is null) return total - kept;
            }

            var other = Unsafe.As<RangeLeaf<TKey, TValue>>(outside);
            kept += other.CountPresent(0, other.Count);
        }
    }

    /// <summary>Notes every node that hangs between two paths as unlinked.</summary>
    private void RetireBetween(ref TreePath<TKey> before, ref TreePath<TKey> behind)
    {
        int depth = 0;
        while (before.Index(depth) == behind.Index(depth)) depth++;
        RetireChildren(before.Inner(depth), before.Index(depth) + 1, behind.Index(depth));
        for (depth++; depth < before.Depth; depth++)
        {
            RetireChildren(before.Inner(depth), before.Index(depth) + 1, before.Inner(depth).Count);
            RetireChildren(behind.Inner(depth), 0, behind.Index(depth));
        }
    }

    private void RetireChildren(InnerNode<TKey> inner, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            Node child = inner.Child(i);
            if (child.Level == 0)
            {
                transaction.RetireLeaf(Unsafe.As<RangeLeaf<TKey, TValue>>(child));
                continue;
            }

            var below = Unsafe.As<InnerNode<TKey>>(child);
            RetireChildren(below, 0, below.Count);
            transaction.RetireInner(below);
        }
    }
}
