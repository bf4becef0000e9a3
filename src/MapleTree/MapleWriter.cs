using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The one write that all changes of a maple tree are made of: a range of keys is made to hold a value, or nothing. Called under the writer lock, inside a transaction.</summary>
/// <remarks>Works on the root slot of the live tree or of an open batch. The search comes first and changes nothing. After it nothing throws but an allocation that fails, and what follows that is a
/// rollback (P5).</remarks>
internal sealed partial class MapleWriter<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly WriteTransaction<TKey, RangeLeaf<TKey, TValue>> transaction;
    private readonly RangeAssembly<TKey, TValue> assembly = new();
    private readonly int capacity;
    private readonly bool coalesce;

    internal MapleWriter(WriteTransaction<TKey, RangeLeaf<TKey, TValue>> transaction, int capacity, bool coalesce)
    {
        this.transaction = transaction;
        this.capacity = capacity;
        this.coalesce = coalesce;
    }

    /// <summary>Makes the keys from <paramref name="first"/> to <paramref name="last"/> hold <paramref name="value"/>, or nothing.</summary>
    /// <param name="root">The slot of the root.</param>
    /// <param name="first">The first key.</param>
    /// <param name="last">The last key.</param>
    /// <param name="present">Whether there is a value.</param>
    /// <param name="value">The value.</param>
    /// <param name="total">How many ranges of the tree hold a value.</param>
    /// <returns>Whether anything was stored, and how many more ranges hold a value now.</returns>
    internal MapleChange Put(ref Node? root, TKey first, TKey last, bool present, TValue value, long total)
    {
        var path = default(TreePath<TKey>);
        RangeLeaf<TKey, TValue> leaf = Descend(ref root, ref path, first);
        int from = MapleReader<TKey, TValue>.IndexOf(leaf, first);
        if (leaf.Bound < last) return PutAcross(ref root, first, last, present, value, total);
        int to = from;
        if (leaf.Last(from) < last) to = MapleReader<TKey, TValue>.IndexOf(leaf, last);
        if (!present || coalesce)
        {
            bool sameFirst = IsSame(leaf, from, present, ref value);
            if (sameFirst && from == to) return default;
            // What is there already on either side becomes part of the range: no two neighbours are empty, or, when ranges coalesce, the same.
            if (sameFirst)
            {
                first = leaf.FirstOf(from);
            }
            else if (leaf.FirstOf(from) == first)
            {
                if (from > 0)
                {
                    if (IsSame(leaf, from - 1, present, ref value)) first = leaf.FirstOf(--from);
                }
                else if (first != TKey.MinValue && IsSameBefore(path, present, ref value))
                {
                    return PutAcross(ref root, first, last, present, value, total);
                }
            }

            if (IsSame(leaf, to, present, ref value))
            {
                last = leaf.Last(to);
            }
            else if (leaf.Last(to) == last)
            {
                if (to + 1 < leaf.Count)
                {
                    if (IsSame(leaf, to + 1, present, ref value)) last = leaf.Last(++to);
                }
                else if (last != TKey.MaxValue && IsSameBehind(path, present, ref value))
                {
                    return PutAcross(ref root, first, last, present, value, total);
                }
            }
        }

        transaction.BeginChange();
        int more = 0;
        if (from == to && present && leaf.IsPresent(from) && leaf.FirstOf(from) == first && leaf.Last(from) == last) Overwrite(ref root, ref path, leaf, from, value);
        else more = Change(ref root, ref path, leaf, from, to, first, last, present, value);
        transaction.EndChange();
        return new MapleChange(stored: true, more);
    }

    /// <summary>Makes the keys from <paramref name="first"/> to <paramref name="last"/> hold <paramref name="value"/> if all of them are free: then one gap, which is never cut in two, holds them.</summary>
    /// <param name="root">The slot of the root.</param>
    /// <param name="first">The first key.</param>
    /// <param name="last">The last key.</param>
    /// <param name="value">The value.</param>
    /// <param name="total">How many ranges of the tree hold a value.</param>
    internal MapleChange Add(ref Node? root, TKey first, TKey last, TValue value, long total)
    {
        var place = default(GapPlace<TKey, TValue>);
        place.Leaf = Descend(ref root, ref place.Path, first);
        place.Index = MapleReader<TKey, TValue>.IndexOf(place.Leaf, first);
        if (place.Leaf.IsPresent(place.Index) || place.Leaf.Last(place.Index) < last) return default;
        return PutInGap(ref root, ref place, first, last, value, total);
    }

    /// <summary>Makes keys that lie in a gap hold <paramref name="value"/>.</summary>
    /// <param name="root">The slot of the root.</param>
    /// <param name="gap">The gap.</param>
    /// <param name="first">The first key.</param>
    /// <param name="last">The last key.</param>
    /// <param name="value">The value.</param>
    /// <param name="total">How many ranges of the tree hold a value.</param>
    internal MapleChange PutInGap(ref Node? root, ref GapPlace<TKey, TValue> gap, TKey first, TKey last, TValue value, long total)
    {
        if (coalesce) return Put(ref root, first, last, present: true, value, total); // which looks at what is beside it
        transaction.BeginChange();
        int more = Change(ref root, ref gap.Path, gap.Leaf, gap.Index, gap.Index, first, last, present: true, value);
        transaction.EndChange();
        return new MapleChange(stored: true, more);
    }

    private static RangeLeaf<TKey, TValue> Descend(ref Node? root, ref TreePath<TKey> path, TKey key)
    {
        var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(path.Descend(ref root, key, comparer: null));
        Prefetch.Block(ref leaf.ValueSlots); // a copy will need them all
        return leaf;
    }

    /// <summary>After a rollback: keeps nothing alive.</summary>
    internal void Forget() => assembly.Clear();

    /// <summary>Whether an entry holds the same as what is to be stored.</summary>
    private static bool IsSame(RangeLeaf<TKey, TValue> leaf, int index, bool present, ref TValue value) =>
        leaf.IsPresent(index) == present && (!present || ValueIdentity<TValue>.Same(ref leaf.Value(index), ref value));

    private static bool IsSameBefore(TreePath<TKey> path, bool present, ref TValue value)
    {
        var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(path.PreviousLeaf()!);
        return IsSame(leaf, leaf.Count - 1, present, ref value);
    }

    private static bool IsSameBehind(TreePath<TKey> path, bool present, ref TValue value) => IsSame(Unsafe.As<RangeLeaf<TKey, TValue>>(path.NextLeaf()!), 0, present, ref value);

    /// <summary>Replaces the value of a range.</summary>
    private void Overwrite(ref Node? root, ref TreePath<TKey> path, RangeLeaf<TKey, TValue> leaf, int index, TValue value)
    {
        if (transaction.IsOwn(leaf))
        {
            leaf.Value(index) = value;
        }
        else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))
        {
            AtomicSlot<TValue>.Write(ref leaf.Value(index), value); // P1b, P2
        }
        else
        {
            RangeLeaf<TKey, TValue> copy = transaction.NewLeaf();
            leaf.AppendTo(copy, 0, leaf.Count);
            copy.Value(index) = value;
            transaction.RetireLeaf(leaf);
            transaction.ReplaceLeaf(ref root, ref path, copy);
        }
    }

    /// <summary>Replaces entries <paramref name="from"/> to <paramref name="to"/> of a leaf by what is left of the first, the new range, and what is left of the last.</summary>
    /// <returns>How many more entries hold a value now.</returns>
    private int Change(ref Node? root, ref TreePath<TKey> path, RangeLeaf<TKey, TValue> leaf, int from, int to, TKey first, TKey last, bool present, TValue value)
    {
        int count = leaf.Count;
        bool head = leaf.FirstOf(from) < first, tail = last < leaf.Last(to);
        int result = count - (to - from) + (head ? 1 : 0) + (tail ? 1 : 0);
        int more = (present ? 1 : 0) + (head && leaf.IsPresent(from) ? 1 : 0) + (tail && leaf.IsPresent(to) ? 1 : 0) - leaf.CountPresent(from, to - from + 1);
        int parent = path.Depth - 1;
        if (result > capacity)
        {
            Bench(leaf, from, leaf, to, head, first, last, tail, present, value);
            // At the right edge the left leaf stays full: ranges are probably being appended.
            bool appending = parent >= 0 && to == count - 1 && path.IsRightmost;
            (Node left, Node? right, TKey separator) = MakeTwo(appending ? capacity : result / 2);
            transaction.RetireLeaf(leaf);
            transaction.Replace(ref root, ref path, parent, parent < 0 ? 0 : path.Index(parent), 1, left, right, separator);
        }
        else if (parent >= 0 && result < count && result <= transaction.LeafMergeThreshold && TryMerge(ref root, ref path, leaf, from, to, head, first, last, tail, present, value, result))
        {
            // Done, together with a neighbour.
        }
        else if (transaction.IsOwn(leaf))
        {
            Bench(leaf, from, leaf, to, head, first, last, tail, present, value);
            assembly.FillInto(leaf, 0, result);
            assembly.Clear();
            transaction.LeafChanged(ref path, leaf);
        }
        else
        {
            RangeLeaf<TKey, TValue> copy = transaction.NewLeaf();
            copy.Begin(leaf.First);
            leaf.AppendTo(copy, 0, from);
            if (head) copy.Add(first - TKey.One, leaf.IsPresent(from), leaf.Value(from));
            copy.Add(last, present, value);
            if (tail) copy.Add(leaf.Last(to), leaf.IsPresent(to), leaf.Value(to));
            leaf.AppendTo(copy, to + 1, count - to - 1);
            transaction.RetireLeaf(leaf);
            transaction.ReplaceLeaf(ref root, ref path, copy);
        }

        return more;
    }

    /// <summary>Puts what a leaf becomes together with a neighbour, or shares their entries out when the leaf would be too small.</summary>
    private bool TryMerge(
        ref Node? root, ref TreePath<TKey> path, RangeLeaf<TKey, TValue> leaf, int from, int to, bool head, TKey first, TKey last, bool tail, bool present, TValue value, int result)
    {
        int depth = path.Depth - 1;
        InnerNode<TKey> parent = path.Inner(depth);
        int at = path.Index(depth);
        int sibling = WriteTransaction<TKey, RangeLeaf<TKey, TValue>>.SmallerNeighbour(parent, at);
        if (sibling < 0) return false;
        var neighbour = Unsafe.As<RangeLeaf<TKey, TValue>>(parent.Child(sibling));
        int total = result + neighbour.Count;
        bool fits = total <= capacity * 3 / 4;
        if (!fits && result >= transaction.MinimumEntries) return false;
        if (sibling < at)
        {
            assembly.Begin(neighbour.First);
            assembly.Add(neighbour, 0, neighbour.Count);
            AddChanged(leaf, from, leaf, to, head, first, last, tail, present, value);
        }
        else
        {
            Bench(leaf, from, leaf, to, head, first, last, tail, present, value);
            assembly.Add(neighbour, 0, neighbour.Count);
        }

        (Node one, Node? two, TKey separator) = fits ? MakeOne() : MakeTwo(total / 2);
        transaction.RetireLeaf(leaf);
        transaction.RetireLeaf(neighbour);
        transaction.Replace(ref root, ref path, depth, int.Min(at, sibling), 2, one, two, separator);
        return true;
    }

    /// <summary>Puts on the bench what stays of the first leaf and of the last, with the new range in between.</summary>
    private void Bench(
        RangeLeaf<TKey, TValue> leaf, int from, RangeLeaf<TKey, TValue> lastLeaf, int to, bool head, TKey first, TKey last, bool tail, bool present, TValue value)
    {
        assembly.Begin(leaf.First);
        AddChanged(leaf, from, lastLeaf, to, head, first, last, tail, present, value);
    }

    private void AddChanged(
        RangeLeaf<TKey, TValue> leaf, int from, RangeLeaf<TKey, TValue> lastLeaf, int to, bool head, TKey first, TKey last, bool tail, bool present, TValue value)
    {
        assembly.Add(leaf, 0, from);
        if (head) assembly.Add(first - TKey.One, leaf.IsPresent(from), leaf.Value(from));
        assembly.Add(last, present, value);
        if (tail) assembly.Add(lastLeaf.Last(to), lastLeaf.IsPresent(to), lastLeaf.Value(to));
        assembly.Add(lastLeaf, to + 1, lastLeaf.Count - to - 1);
    }

    private (Node One, Node? Two, TKey Separator) MakeOne()
    {
        RangeLeaf<TKey, TValue> leaf = transaction.NewLeaf();
        assembly.FillInto(leaf, 0, assembly.Count);
        assembly.Clear();
        return (leaf, null, default);
    }

    private (Node One, Node? Two, TKey Separator) MakeTwo(int leftCount)
    {
        RangeLeaf<TKey, TValue> left = transaction.NewLeaf(), right = transaction.NewLeaf();
        assembly.FillInto(left, 0, leftCount);
        assembly.FillInto(right, leftCount, assembly.Count - leftCount);
        assembly.Clear();
        return (left, right, left.Bound);
    }
}
