using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for the entry that holds an index, or is the nearest one above or below it. Linearizable: what the answer rests on is looked at twice (P7).</summary>
/// <remarks>
/// <para>The answer rests on the way down to the index (<c>near</c>), on there being nothing between it and what was found, and, where that hangs elsewhere, on the way down to it
/// (<c>far</c>). All of it is read, then the value, then all of it again. A published node only gains, and what was taken out of one comes back to it as a copy only; so what reads the same twice was
/// the same in between, and all of it held together when the value was read.</para>
/// <para>What rests on one leaf needs only the leaf again: whether or not it has been replaced meanwhile, it was the tree's at some moment of the call as it was read.</para>
/// </remarks>
internal ref struct RadixNeighbour<TValue>
{
    private readonly ref Node? root;
    private readonly ulong index;
    private readonly bool up;
    private readonly bool orEqual;

    /// <summary>The inner nodes whose indices include the index.</summary>
    private RadixNodeStack near;
    private int nearCount;

    /// <summary>What hangs where the way down to the index ends; nothing that is wanted, unless the far way begins with it.</summary>
    private RadixNode? end;

    /// <summary>The nodes from the one that turned off towards the answer, without the node it turned off from.</summary>
    private RadixNodeStack far;
    private int farCount;

    /// <summary>The node of the near way from which the far one hangs; -1: none does, or it begins with <see cref="end"/>.</summary>
    private int turn;

    /// <param name="root">The root slot.</param>
    /// <param name="index">Where to begin.</param>
    /// <param name="up">Whether to look above the index, else below.</param>
    /// <param name="orEqual">Whether the entry that holds the index is wanted; else it is passed over.</param>
    internal RadixNeighbour(ref Node? root, ulong index, bool up, bool orEqual)
    {
        this.root = ref root;
        this.index = index;
        this.up = up;
        this.orEqual = orEqual;
    }

    /// <summary>The first index of what was found.</summary>
    internal ulong First { get; private set; }

    /// <summary>The last index of what was found.</summary>
    internal ulong Last { get; private set; }

    /// <summary>The value of what was found.</summary>
    internal TValue? Value { get; private set; }

    internal bool Find()
    {
        while (true)
        {
            RadixNode? found = Search();
            if (found is null)
            {
                if (IsUnchanged()) return false;
                continue;
            }

            if (found.Kind == RadixKind.Span)
            {
                Take(found.Prefix, RadixPlace.LastOf(found), AtomicSlot<TValue>.Read(ref Unsafe.As<RadixSpan<TValue>>(found).Value));
                if ((found == end && farCount == 0) || IsUnchanged()) return true;
                continue;
            }

            ulong present = Volatile.Read(ref found.Present); // before the values (P1e)
            ulong wanted = Wanted(found, present);
            if (wanted == 0) continue; // only the root's leaf can be empty, and it was not when it was found
            int digit = Chosen(wanted);
            ulong at = found.Prefix | (uint)digit;
            Take(at, at, RadixReader<TValue>.ValueAt(Unsafe.As<RadixLeaf<TValue>>(found), present, digit));
            ulong again = Wanted(found, Volatile.Read(ref found.Present));
            if (again == 0 || Chosen(again) != digit) continue;
            if ((found == end && farCount == 0) || IsUnchanged()) return true;
        }
    }

    private void Take(ulong first, ulong last, TValue value)
    {
        First = first;
        Last = last;
        Value = value;
    }

    private readonly int Chosen(ulong digits) => up ? BitOperations.TrailingZeroCount(digits) : BitOperations.Log2(digits);

    /// <summary>The first collect: the leaf or span that holds the answer, or null.</summary>
    private RadixNode? Search()
    {
        nearCount = farCount = 0;
        turn = -1;
        end = Unsafe.As<RadixNode>(Publication.Load(ref root));
        while (end is not null)
        {
            RadixNode node = end;
            if (index < node.Prefix || index > RadixPlace.LastOf(node))
            {
                // It lies on one side of the index as a whole.
                if (index < node.Prefix == up && !IsEmptyLeaf(node)) return GoFar(node);
                break;
            }

            int kind = node.Kind;
            if (kind < RadixKind.Inner4)
            {
                if (kind == RadixKind.Span ? orEqual : Wanted(node, Volatile.Read(ref node.Present)) != 0) return node;
                break;
            }

            near[nearCount++] = node;
            end = RadixPlace.ChildAt(Unsafe.As<RadixInner>(node), node.DigitOf(index));
        }

        for (turn = nearCount - 1; turn >= 0; turn--)
        {
            if (Beyond(turn) is { } child) return GoFar(child);
        }

        return null;
    }

    private RadixNode GoFar(RadixNode node)
    {
        far[farCount++] = node;
        while (node.Kind >= RadixKind.Inner4 && RadixPlace.Nearest(Unsafe.As<RadixInner>(node), ulong.MaxValue, up) is { } child)
        {
            far[farCount++] = child;
            node = child;
        }

        return node;
    }

    /// <summary>The nearest child of a node of the near way on the wanted side of the index.</summary>
    private readonly RadixNode? Beyond(int depth)
    {
        var node = Unsafe.As<RadixInner>(near[depth]!);
        int digit = node.DigitOf(index);
        ulong passed = up ? RadixPlace.UpTo(digit) : RadixPlace.From(digit);
        RadixNode? below = depth + 1 < nearCount ? near[depth + 1] : end;
        if (below is not null && below.Kind == RadixKind.Span) passed |= RadixPlace.DigitsOf(node, below); // it may fill more slots than the one
        return RadixPlace.Nearest(node, ~passed, up);
    }

    /// <summary>The digits of a leaf that are present on the wanted side of the index.</summary>
    private readonly ulong Wanted(RadixNode leaf, ulong present)
    {
        if (farCount > 0) return present;
        int digit = leaf.DigitOf(index);
        ulong wanted = present & (up ? RadixPlace.From(digit) : RadixPlace.UpTo(digit));
        return orEqual ? wanted : wanted & ~(1UL << digit);
    }

    /// <summary>The second collect: whether everything is as the first one found it.</summary>
    private readonly bool IsUnchanged()
    {
        if (Publication.Load(ref root) != (nearCount > 0 ? near[0] : end)) return false;
        for (int depth = 0; depth < nearCount; depth++)
        {
            var node = Unsafe.As<RadixInner>(near[depth]!);
            RadixNode? below = depth + 1 < nearCount ? near[depth + 1] : end;
            if (RadixPlace.ChildAt(node, node.DigitOf(index)) != below) return false;
        }

        bool endIsWanted = farCount > 0 && turn < 0;
        if (!endIsWanted)
        {
            for (int depth = int.Max(turn, 0); depth < nearCount; depth++)
            {
                if (Beyond(depth) != (depth == turn ? far[0] : null)) return false;
            }

            if (end is { } leaf && leaf.Kind < RadixKind.Span && HasWanted(leaf)) return false;
        }

        for (int depth = 0; depth < farCount - 1; depth++)
        {
            if (RadixPlace.Nearest(Unsafe.As<RadixInner>(far[depth]!), ulong.MaxValue, up) != far[depth + 1]) return false;
        }

        return true;
    }

    /// <summary>Whether the leaf where the way to the index ends, which had nothing on the wanted side, has got something there.</summary>
    private readonly bool HasWanted(RadixNode leaf)
    {
        if (index < leaf.Prefix) return up && !IsEmptyLeaf(leaf);
        if (index > RadixPlace.LastOf(leaf)) return !up && !IsEmptyLeaf(leaf);
        int digit = leaf.DigitOf(index);
        ulong wanted = Volatile.Read(ref leaf.Present) & (up ? RadixPlace.From(digit) : RadixPlace.UpTo(digit));
        return (orEqual ? wanted : wanted & ~(1UL << digit)) != 0;
    }

    private static bool IsEmptyLeaf(RadixNode node) => node.Kind < RadixKind.Span && Volatile.Read(ref node.Present) == 0;
}
