using System;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for the entry of a key, or the nearest one above or below it. Linearizable: what the answer rests on is looked at twice (P7).</summary>
/// <remarks>
/// <para>The answer rests on the way down to the key (<c>near</c>), on there being nothing between it and what was found, and, where that hangs elsewhere, on the way down to it (<c>far</c>). All of it is read,
/// then the value, then all of it again. A published node only gains, and what was taken out of one comes back to it as a copy only; so what reads the same twice was the same in between, and all of it held together
/// when the value was read.</para>
/// <para>What rests on one leaf needs only the leaf again: whether or not it has been replaced meanwhile, it was the tree's at some moment of the call as it was read.</para>
/// </remarks>
internal ref struct PrefixNeighbour<TValue>
{
    private readonly ref Node? root;
    private readonly ReadOnlySpan<byte> key;
    private readonly bool up;
    private readonly bool orEqual;

    /// <summary>Whether the first (or last) of all entries is wanted, whatever the key.</summary>
    private readonly bool any;

    /// <summary>The inner nodes with which the key begins, and where it goes on in each.</summary>
    private PrefixTrail near;
    private int nearCount;

    /// <summary>What hangs where the way down to the key ends; an inner node there lies on one side of the key as a whole.</summary>
    private PrefixNode? end;

    /// <summary>Entries of <see cref="end"/>, which had none that is wanted, if it is a leaf.</summary>
    private int endCount;

    /// <summary>The inner nodes from the one that turned off towards the answer, without the node it turned off from.</summary>
    private PrefixTrail far;
    private int farCount;

    /// <summary>The leaf at the end of the far way; null: the answer is in <see cref="end"/>.</summary>
    private PrefixLeaf<TValue>? farLeaf;

    /// <summary>The node of the near way from which the far one hangs; -1: none does, or it begins with <see cref="end"/>.</summary>
    private int turn;

    /// <param name="root">The root slot.</param>
    /// <param name="key">Where to begin.</param>
    /// <param name="up">Whether to look above the key, else below.</param>
    /// <param name="orEqual">Whether the entry of the key is wanted; else it is passed over.</param>
    internal PrefixNeighbour(ref Node? root, ReadOnlySpan<byte> key, bool up, bool orEqual)
    {
        this.root = ref root;
        this.key = key;
        this.up = up;
        this.orEqual = orEqual;
    }

    /// <summary>For the first entry of all, or the last.</summary>
    internal PrefixNeighbour(ref Node? root, bool first)
    {
        this.root = ref root;
        up = first;
        any = true;
    }

    /// <summary>The key of what was found.</summary>
    internal byte[]? Key { get; private set; }

    /// <summary>The value of what was found.</summary>
    internal TValue? Value { get; private set; }

    internal bool Find()
    {
        while (true)
        {
            PrefixLeaf<TValue>? leaf = Search();
            if (leaf is null)
            {
                if (IsUnchanged()) return false;
                continue;
            }

            int count = leaf.LoadCount(); // before the entries (P1e)
            int at = Wanted(leaf, count);
            if (at < 0) continue; // only the root's leaf can be empty, and it was not when it was found
            Key = leaf.Key(at);
            Value = AtomicSlot<TValue>.Read(ref leaf.Cell(at).Value);
            if (leaf.LoadCount() != count) continue;
            if (farLeaf is null || IsUnchanged()) return true;
        }
    }

    /// <summary>The first collect: the leaf that holds the answer, or null.</summary>
    private PrefixLeaf<TValue>? Search()
    {
        nearCount = farCount = 0;
        turn = -1;
        farLeaf = null;
        end = PrefixPlace.Root(ref root);
        while (end is not null)
        {
            if (end.IsLeaf)
            {
                PrefixLeaf<TValue> leaf = PrefixPlace.AsLeaf<TValue>(end);
                endCount = leaf.LoadCount();
                if (Wanted(leaf, endCount) >= 0) return leaf;
                break;
            }

            PrefixInner inner = PrefixPlace.AsInner(end);
            int matched = any ? 0 : PrefixPlace.Match(inner, key);
            if (any || matched < inner.Depth)
            {
                if (any || PrefixPlace.IsAbove(inner, key, matched) == up) return GoFar(inner);
                break;
            }

            int at = PrefixPlace.PlaceOf(inner, key);
            near.Push(ref nearCount, inner, at);
            end = PrefixPlace.ChildAt(inner, at);
        }

        for (turn = nearCount - 1; turn >= 0; turn--)
        {
            if (Beyond(turn) is { } child) return GoFar(child);
        }

        return null;
    }

    private PrefixLeaf<TValue> GoFar(PrefixNode node)
    {
        while (!node.IsLeaf)
        {
            PrefixInner inner = PrefixPlace.AsInner(node);
            far.Push(ref farCount, inner, 0);
            node = PrefixPlace.Outermost(inner, up)!; // an inner node is never empty
        }

        return farLeaf = PrefixPlace.AsLeaf<TValue>(node);
    }

    /// <summary>The nearest child of a node of the near way on the wanted side of the key.</summary>
    private PrefixNode? Beyond(int depth)
    {
        ref PrefixStep step = ref near[depth];
        int from = up ? step.At + 1 : step.At - 1;
        return PrefixPlace.Nearest(step.Node!, ref from, up);
    }

    /// <summary>Which entry of the leaf is wanted; negative: none.</summary>
    private readonly int Wanted(PrefixLeaf<TValue> leaf, int count)
    {
        if (any || farLeaf is not null) return up && count > 0 ? 0 : count - 1;
        int below = PrefixPlace.CountBelow(leaf, count, key, orEqual: up != orEqual);
        return up ? below < count ? below : -1 : below - 1;
    }

    /// <summary>The second collect: whether everything is as the first one found it.</summary>
    private bool IsUnchanged()
    {
        PrefixNode? above = PrefixPlace.Root(ref root);
        for (int depth = 0; depth < nearCount; depth++)
        {
            ref PrefixStep step = ref near[depth];
            if (above != step.Node) return false;
            above = PrefixPlace.ChildAt(step.Node!, step.At);
        }

        if (above != end) return false;
        PrefixNode? next = FirstFar;
        if (farLeaf is null || turn >= 0)
        {
            for (int depth = int.Max(turn, 0); depth < nearCount; depth++)
            {
                if (Beyond(depth) != (depth == turn ? next : null)) return false;
            }

            if (end is { IsLeaf: true } && PrefixPlace.AsLeaf<TValue>(end).LoadCount() != endCount) return false;
        }

        for (int depth = 0; depth < farCount; depth++)
        {
            next = PrefixPlace.Outermost(far[depth].Node!, up);
            if (next != (depth + 1 < farCount ? far[depth + 1].Node : (PrefixNode?)farLeaf)) return false;
        }

        return true;
    }

    private PrefixNode? FirstFar => farCount > 0 ? far[0].Node : farLeaf;
}
