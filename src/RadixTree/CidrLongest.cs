using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for the longest block that contains an address. Linearizable: what the answer rests on is looked at twice (P7).</summary>
/// <remarks>
/// <para>The blocks that contain an address lie along the one way down to it: in the leaf at its end, and in the inner nodes that it comes through, each of which may have some that end there (<see cref="CidrPlace.LongestAt"/>). Keys in
/// the leaf have all symbols on the way to it, so one that is found there is longer than all others, and rests on the leaf alone: linked or replaced meanwhile, it was the table's at some moment of the call as it was read.</para>
/// <para>Any other answer, and none, rests on every node from its own on down not having a longer one, which need not have been so at one moment: a longer block may come in a place that was looked at, and then the shorter one get
/// the value that is read. So all of it is read, then the value, then all of it again. What was taken out of a node does not come back to it (removal copies), so what reads the same twice was the same in between, and the answer was right
/// when the value was read.</para>
/// </remarks>
internal ref struct CidrLongest<TValue>
{
    private readonly ref Node? root;
    private readonly ReadOnlySpan<byte> address;
    private Way way;
    private int count;

    /// <summary>What hangs at the end of the way: a leaf without a block that contains the address, a node that the address does not go through, or nothing.</summary>
    private PrefixNode? end;
    private int endCount;

    internal CidrLongest(ref Node? root, ReadOnlySpan<byte> address)
    {
        this.root = ref root;
        this.address = address;
    }

    /// <summary>How many bits the block has that was found, those of the family included.</summary>
    internal int Bits { get; private set; }

    /// <summary>Its value.</summary>
    internal TValue? Value { get; private set; }

    internal bool Find()
    {
        while (true)
        {
            count = 0;
            bool again = false;
            end = PrefixPlace.Root(ref root);
            while (end is not null)
            {
                if (end.IsLeaf)
                {
                    PrefixLeaf<TValue> leaf = PrefixPlace.AsLeaf<TValue>(end);
                    endCount = leaf.LoadCount(); // before the entries (P1e)
                    int at = CidrPlace.LongestIn(leaf, endCount, address);
                    if (at >= 0)
                    {
                        Bits = CidrPlace.BitsOf(leaf, at);
                        Value = AtomicSlot<TValue>.Read(ref leaf.Cell(at).Value);
                        if (leaf.LoadCount() == endCount) return true;
                        again = true; // a longer one may have come before the value was read
                    }

                    break;
                }

                PrefixInner inner = PrefixPlace.AsInner(end);
                if (!inner.HasPath(address)) break;
                way[count++] = inner; // at most one for each symbol of the address
                end = BelowOf(inner);
            }

            if (again) continue;
            PrefixNode? found = null;
            int hit = count;
            int bits = 0;
            while (found is null && hit > 0) found = LongestAt(--hit, out bits);
            if (found is not null)
            {
                Bits = bits;
                Value = AtomicSlot<TValue>.Read(ref PrefixPlace.AsLeaf<TValue>(found).Cell(0).Value);
            }

            if (IsUnchanged(hit, found)) return found is not null;
        }
    }

    private readonly PrefixNode? BelowOf(PrefixInner node) => PrefixPlace.ChildAt(node, address[node.Depth]);

    private readonly PrefixNode? LongestAt(int depth, out int bits)
    {
        PrefixInner node = way[depth]!;
        return CidrPlace.LongestAt(node, address[node.Depth], out bits);
    }

    /// <summary>The second collect: whether everything is as the first one found it.</summary>
    private bool IsUnchanged(int hit, PrefixNode? found)
    {
        PrefixNode? above = PrefixPlace.Root(ref root);
        for (int depth = 0; depth < count; depth++)
        {
            PrefixInner node = way[depth]!;
            if (above != node) return false;
            if (depth >= hit && LongestAt(depth, out _) != (depth == hit ? found : null)) return false;
            above = BelowOf(node);
        }

        return above == end && (end is not { IsLeaf: true } || PrefixPlace.AsLeaf<TValue>(end).LoadCount() == endCount);
    }

    /// <summary>The inner nodes that the address goes through. In a ref struct, which the JIT knows not to need write barriers.</summary>
    [InlineArray(CidrKey.Room)]
    private struct Way
    {
        private PrefixInner? first;
    }
}
