using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>The ways from one range to another.</content>
public ref partial struct MapleCursor<TKey, TValue>
{
    private bool FindUp(TKey max, bool gaps, out bool stepped)
    {
        Prepare();
        stepped = false;
        switch (state)
        {
            case MapleCursorState.Paused:
                if (last >= max) return false;
                state = MapleCursorState.On;
                TKey from = last + TKey.One;
                if (!Begin(from, edge: isFound, max, gaps, up: true, out bool isHit)) return isHit;
                break;
            case MapleCursorState.Underflow when first >= max:
                state = MapleCursorState.Overflow;
                return false;
            case MapleCursorState.Overflow when last >= max:
                return false;
            case MapleCursorState.Underflow:
            case MapleCursorState.Overflow:
                state = MapleCursorState.On;
                Look(first);
                if (hasValue) return true;
                break;
            case MapleCursorState.On when isFound:
                if (last >= max) return false;
                break;
            default:
                if (first > max) return false;
                if (!Begin(first, edge: false, max, gaps, up: true, out bool hit)) return hit;
                break;
        }

        stepped = true;
        return GoUp(max, gaps);
    }

    private bool FindDown(TKey min, bool gaps)
    {
        Prepare();
        switch (state)
        {
            case MapleCursorState.Paused:
                if (first <= min) return Miss(MapleCursorState.Underflow);
                state = MapleCursorState.On;
                TKey from = first - TKey.One;
                if (!Begin(from, edge: isFound, min, gaps, up: false, out bool isHit)) return isHit;
                break;
            case MapleCursorState.Overflow when first <= min:
                return Miss(MapleCursorState.Underflow);
            case MapleCursorState.Overflow when isFound:
            case MapleCursorState.Underflow when isFound:
                state = MapleCursorState.On;
                break;
            case MapleCursorState.On when isFound:
                if (first < min) return false;
                break;
            default:
                if (first < min) return false;
                state = MapleCursorState.On;
                if (!Begin(first, edge: false, min, gaps, up: false, out bool hit)) return hit;
                break;
        }

        return GoDown(min, gaps);
    }

    private bool NextUp(TKey max, bool gaps)
    {
        Prepare();
        if (last >= max) return Miss(MapleCursorState.Overflow);
        bool before = state == MapleCursorState.Underflow; // one before its range: that comes first
        state = MapleCursorState.On;
        if (before || !isFound) Look(first);
        return (before && hasValue) || GoUp(max, gaps);
    }

    private bool PreviousDown(TKey min, bool gaps)
    {
        Prepare();
        if (first <= min) return Miss(MapleCursorState.Underflow);
        bool behind = state == MapleCursorState.Overflow;
        state = MapleCursorState.On;
        if (behind || !isFound) Look(first);
        return (behind && hasValue) || GoDown(min, gaps);
    }

    /// <summary>Looks up the key with which a search begins.</summary>
    /// <returns>Whether the search must go on from there; otherwise <paramref name="hit"/> tells how it ended.</returns>
    private bool Begin(TKey at, bool edge, TKey limit, bool gaps, bool up, out bool hit)
    {
        Look(at);
        if (edge) Clip(at, up);
        hit = hasValue || gaps;
        return !hit && (up ? last < limit : first > limit);
    }

    /// <summary>Goes one range up, or to the next range with a value.</summary>
    private bool GoUp(TKey max, bool gaps)
    {
        if (last >= max) return Miss(MapleCursorState.Overflow);
        TKey anchor = last + TKey.One;
        RangeLeaf<TKey, TValue>? here = leaf;
        if (here is not null && here.Last(position) == last && position + 1 < here.Count)
        {
            int at = position + 1;
            bool within = gaps || here.IsPresent(at) || here.Last(at) >= max;
            if (!within) at++;
            if (at < here.Count && TryTake(here, at)) return hasValue || gaps || Miss(MapleCursorState.Overflow);
        }

        while (true)
        {
            Look(anchor);
            Clip(anchor, up: true);
            if (hasValue || gaps) return true;
            if (last >= max) return Miss(MapleCursorState.Overflow);
            RangeLeaf<TKey, TValue> left = leaf!;
            if (position + 1 < left.Count)
            {
                Take(left, position + 1); // found in the same descent
                return true;
            }

            TreePath<TKey> way = path;
            Look(last + TKey.One);
            // P7: the gap was still there when what lies behind it was read.
            if (isLive && !way.IsCurrent(ref root, left)) continue;
            Debug.Assert(hasValue, "No two neighbours are empty");
            return true;
        }
    }

    /// <summary>Goes one range down, or to the range with a value before.</summary>
    private bool GoDown(TKey min, bool gaps)
    {
        if (first <= min) return Miss(MapleCursorState.Underflow);
        TKey anchor = first - TKey.One;
        RangeLeaf<TKey, TValue>? here = leaf;
        if (here is not null && position > 0 && here.Last(position - 1) == anchor)
        {
            int at = position - 1;
            bool within = gaps || here.IsPresent(at) || here.FirstOf(at) <= min;
            if (!within) at--;
            if (at >= 0 && TryTake(here, at)) return hasValue || gaps || Miss(MapleCursorState.Underflow);
        }

        while (true)
        {
            Look(anchor);
            Clip(anchor, up: false);
            if (hasValue || gaps) return true;
            if (first <= min) return Miss(MapleCursorState.Underflow);
            RangeLeaf<TKey, TValue> right = leaf!;
            if (position > 0)
            {
                Take(right, position - 1);
                return true;
            }

            TreePath<TKey> way = path;
            Look(first - TKey.One);
            if (isLive && !way.IsCurrent(ref root, right)) continue; // P7
            Debug.Assert(hasValue, "No two neighbours are empty");
            return true;
        }
    }

    /// <summary>Goes to the range or gap around a key.</summary>
    private void Look(TKey at)
    {
        var found = Unsafe.As<RangeLeaf<TKey, TValue>>(path.Descend(ref root, at, comparer: null));
        leaf = found;
        Take(found, MapleReader<TKey, TValue>.IndexOf(found, at));
        state = MapleCursorState.On;
    }

    private void Take(RangeLeaf<TKey, TValue> here, int at) => Land(at, MapleReader<TKey, TValue>.Entry(here, at));

    /// <summary>Goes to a range of the leaf in which the cursor stands, if the leaf is still the tree's.</summary>
    private bool TryTake(RangeLeaf<TKey, TValue> here, int at)
    {
        RangeEntry<TKey, TValue> entry = MapleReader<TKey, TValue>.Entry(here, at);
        // P7: after the value. The ranges of a leaf do not change while it is in the tree, so this one is the neighbour of the one before.
        if (isLive && !path.IsCurrent(ref root, here)) return false;
        Land(at, entry);
        return true;
    }

    private void Land(int at, in RangeEntry<TKey, TValue> entry)
    {
        position = at;
        key = first = entry.First;
        last = entry.Last;
        value = entry.Value;
        hasValue = entry.HasValue;
        isFound = true;
    }

    /// <summary>Cuts off the keys that were passed before: a writer may have extended the range over them.</summary>
    private void Clip(TKey edge, bool up)
    {
        if (up && first < edge) key = first = edge;
        if (!up && last > edge) last = edge;
    }

    private bool Miss(MapleCursorState where)
    {
        state = where;
        return false;
    }
}
