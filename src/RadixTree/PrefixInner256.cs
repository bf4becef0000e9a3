using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner256"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots256 : PrefixInner
{
    internal PrefixSlots256<Node?> Children;
}

/// <summary>An inner node with 256 slots, one per byte.</summary>
internal sealed class PrefixInner256 : PrefixInnerSlots256, IPooledNode<PrefixInner256>
{
    /// <summary>One bit per byte: which slots may have a child. Set before the child is stored: a hint during a write, exact between writes (P1c).</summary>
    internal PrefixSlots4<ulong> Present;

    public static PrefixInner256 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
        Terminal = null;
        Sample = null!;
#if DEBUG
        Poison.Header(this);
#endif
    }

    /// <summary>Notes that a slot may have a child.</summary>
    internal void Note(byte by) => Volatile.Write(ref Word(by >> 6), Word(by >> 6) | (1UL << by));

    /// <summary>Whether a slot may have a child.</summary>
    internal bool MayHave(byte by) => (Volatile.Read(ref Word(by >> 6)) & (1UL << by)) != 0;

    /// <summary>The least byte from <paramref name="from"/> on that may have a child, or 256.</summary>
    internal int NextPresent(int from)
    {
        ulong bits = Volatile.Read(ref Word(from >> 6)) & (ulong.MaxValue << from);
        for (int word = from >> 6; ;)
        {
            if (bits != 0) return (word << 6) + BitOperations.TrailingZeroCount(bits);
            if (++word == 4) return 256;
            bits = Volatile.Read(ref Word(word));
        }
    }

    /// <summary>The greatest byte up to <paramref name="from"/> that may have a child, or -1.</summary>
    internal int PreviousPresent(int from)
    {
        ulong bits = Volatile.Read(ref Word(from >> 6)) & (ulong.MaxValue >> (63 - (from & 63)));
        for (int word = from >> 6; ;)
        {
            if (bits != 0) return (word << 6) + BitOperations.Log2(bits);
            if (--word < 0) return -1;
            bits = Volatile.Read(ref Word(word));
        }
    }

    private ref ulong Word(int at) => ref Unsafe.Add(ref Unsafe.As<PrefixSlots4<ulong>, ulong>(ref Present), at);
}
