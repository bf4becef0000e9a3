using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for the longest stored prefix of a key. Linearizable: what the answer rests on is looked at twice (P7).</summary>
/// <remarks>
/// <para>The stored prefixes of a key lie on the one way down to it: terminals of the inner nodes that it comes through, and entries of the leaf at the end. A prefix in that leaf is the answer and rests on the
/// leaf alone, and so is the key itself. Any other rests on all nodes below it showing none, which need not have been so at one moment: so the whole way is read, then the value, then the whole way again.</para>
/// </remarks>
internal ref struct PrefixLongest<TValue>
{
    private readonly ref Node? root;
    private readonly ReadOnlySpan<byte> key;
    private PrefixTrail way;
    private int count;

    /// <summary>What hangs at the end of the way: a leaf without a prefix of the key, a node that the key does not go through, or nothing.</summary>
    private PrefixNode? end;
    private int endCount;

    internal PrefixLongest(ref Node? root, ReadOnlySpan<byte> key)
    {
        this.root = ref root;
        this.key = key;
    }

    /// <summary>The stored key that was found.</summary>
    internal byte[]? Key { get; private set; }

    /// <summary>Its value.</summary>
    internal TValue? Value { get; private set; }

    internal bool Find()
    {
        while (true)
        {
            count = 0;
            int hit = -1;
            PrefixLeaf<TValue>? terminal = null;
            bool again = false;
            end = PrefixPlace.Root(ref root);
            while (end is not null)
            {
                if (end.IsLeaf)
                {
                    PrefixLeaf<TValue> leaf = PrefixPlace.AsLeaf<TValue>(end);
                    endCount = leaf.LoadCount(); // before the entries (P1e)
                    int at = PrefixPlace.LongestIn(leaf, endCount, key);
                    if (at >= 0)
                    {
                        Take(leaf, at);
                        if (leaf.LoadCount() == endCount) return true;
                        again = true; // a longer one may have come before the value was read
                    }

                    break;
                }

                PrefixInner inner = PrefixPlace.AsInner(end);
                if (!inner.HasPath(key)) break;
                int place = PrefixPlace.PlaceOf(inner, key);
                way.Push(ref count, inner, place);
                if (place != PrefixPlace.Terminal && inner.LoadTerminal() is { } ends)
                {
                    hit = count - 1;
                    terminal = PrefixPlace.AsLeaf<TValue>(Unsafe.As<PrefixNode>(ends));
                }

                end = PrefixPlace.ChildAt(inner, place);
            }

            if (again) continue;
            if (terminal is not null) Take(terminal, 0);
            if (IsUnchanged(hit, terminal)) return terminal is not null;
        }
    }

    private void Take(PrefixLeaf<TValue> leaf, int at)
    {
        ref PrefixCell<TValue> cell = ref leaf.Cell(at);
        Key = cell.Key;
        Value = AtomicSlot<TValue>.Read(ref cell.Value);
    }

    /// <summary>The second collect: whether everything is as the first one found it.</summary>
    private bool IsUnchanged(int hit, PrefixLeaf<TValue>? terminal)
    {
        PrefixNode? above = PrefixPlace.Root(ref root);
        for (int depth = 0; depth < count; depth++)
        {
            ref PrefixStep step = ref way[depth];
            if (above != step.Node) return false;
            if (depth >= hit && step.At != PrefixPlace.Terminal && step.Node!.LoadTerminal() != (depth == hit ? terminal : null)) return false;
            above = PrefixPlace.ChildAt(step.Node!, step.At);
        }

        return above == end && (end is not { IsLeaf: true } || PrefixPlace.AsLeaf<TValue>(end).LoadCount() == endCount);
    }
}
