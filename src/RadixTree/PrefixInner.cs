using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>An inner node: all keys below agree in its path, the bytes from <see cref="Start"/> up to <see cref="PrefixNode.Depth"/>, and it branches on the byte after that. There is one class for each number of slots; the slots
/// begin at the same place in all of them.</summary>
/// <remarks>
/// <see cref="Node.Count"/> is the number of children, without the terminal; only the writer reads it (P1d). Unused slots are null, so a reader needs no count: it backs out of an empty slot.
/// Which byte has which slot never changes in a published node but in a <see cref="PrefixInner256"/>, where it is the slot.
/// </remarks>
internal abstract partial class PrefixInner : PrefixNode
{
    /// <summary>Bytes of the path that are kept in the node itself.</summary>
    internal const int InlinePath = 8;

    /// <summary>Bytes of a key that are used up before the path.</summary>
    internal int Start;

    /// <summary>The first 8 bytes of the path, the first one uppermost, zero padded.</summary>
    internal ulong Path;

    /// <summary>Some key that was below the node when it was made: it has the whole path at its place, and everything before that.</summary>
    internal byte[] Sample = null!;

    /// <summary>A leaf with the one entry whose key ends where the node branches, or null.</summary>
    internal Node? Terminal;

    /// <summary>Of up to 16 slots: the byte of each, ascending; zero where there is none. Kept before the children, beside what else each step of a search reads.</summary>
    internal PrefixSlots16<byte> Bytes;

    internal int PathLength => Depth - Start;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Node? Slot(int at) => ref Unsafe.Add(ref Unsafe.As<PrefixSlots4<Node?>, Node?>(ref Unsafe.As<PrefixInner4>(this).Children), at);

    /// <summary>Loads the terminal for a reader. Pairs with <see cref="Publication.Publish"/> (E1).</summary>
    internal Node? LoadTerminal() => Volatile.Read(ref Terminal);

    /// <summary>Loads a child for a reader, or null. Pairs with <see cref="Publication.Publish"/>; what lies behind the reference is ordered by the data dependency (E1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Node? Child(byte by)
    {
        int slot = SlotOf(by);
        return slot < 0 ? null : Volatile.Read(ref Slot(slot));
    }

    /// <summary>The slot of a byte, which may be empty; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int SlotOf(byte by)
    {
        int kind = Kind;
        if (kind <= PrefixKind.Inner16)
        {
            // The lowest that is equal: a slot that is not taken has the byte 0 and comes behind those that are, so it is empty.
            uint equal = Vector128.Equals(Vector128.LoadUnsafe(ref Unsafe.As<PrefixSlots16<byte>, byte>(ref Bytes)), Vector128.Create(by)).ExtractMostSignificantBits();
            return equal == 0 ? -1 : BitOperations.TrailingZeroCount(equal);
        }

        return kind == PrefixKind.Inner256 ? by : Unsafe.As<PrefixInner48>(this).Table[by] - 1;
    }

    /// <summary>The least byte from <paramref name="from"/> on that may have a child, or 256.</summary>
    internal int NextByte(int from)
    {
        if (from > 255) return 256;
        switch (Kind)
        {
            case PrefixKind.Inner4:
            case PrefixKind.Inner16: return NextOf(Sorted, from);
            case PrefixKind.Inner48:
                int next = ((ReadOnlySpan<byte>)Unsafe.As<PrefixInner48>(this).Table)[from..].IndexOfAnyExcept((byte)0);
                return next < 0 ? 256 : from + next;
            default: return Unsafe.As<PrefixInner256>(this).NextPresent(from);
        }
    }

    /// <summary>The greatest byte up to <paramref name="from"/> that may have a child, or -1.</summary>
    internal int PreviousByte(int from)
    {
        if (from < 0) return -1;
        switch (Kind)
        {
            case PrefixKind.Inner4:
            case PrefixKind.Inner16: return PreviousOf(Sorted, from);
            case PrefixKind.Inner48: return ((ReadOnlySpan<byte>)Unsafe.As<PrefixInner48>(this).Table)[..(from + 1)].LastIndexOfAnyExcept((byte)0);
            default: return Unsafe.As<PrefixInner256>(this).PreviousPresent(from);
        }
    }

    /// <summary>Makes a node that nobody else can see one without children.</summary>
    internal void Form(int start, int depth, byte[] sample)
    {
        Start = start;
        Depth = depth;
        Sample = sample;
        Path = PrefixMark.Load(sample.AsSpan(0, depth), start);
        switch (Kind)
        {
            case PrefixKind.Inner4:
            case PrefixKind.Inner16:
                Bytes = default;
                break;
            case PrefixKind.Inner48:
                Unsafe.As<PrefixInner48>(this).Table = default;
                break;
            default:
                Unsafe.As<PrefixInner256>(this).Present = default;
                break;
        }
    }

    /// <summary>Whether a key, which got here, has the whole path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool HasPath(ReadOnlySpan<byte> key)
    {
        int length = Depth - Start;
        if (length == 0) return true;
        if (key.Length < Depth) return false;
        if (length >= InlinePath) return HasLongPath(key);
        return (PrefixMark.Load(key, Start) ^ Path) >> (64 - (8 * length)) == 0;
    }

    /// <summary>How many bytes of the path a key, which got here, has.</summary>
    internal int MatchPath(ReadOnlySpan<byte> key) => key.Slice(Start, int.Min(PathLength, key.Length - Start)).CommonPrefixLength(PathBytes);

    /// <summary>All of the path.</summary>
    internal ReadOnlySpan<byte> PathBytes => Sample.AsSpan(Start, PathLength);

    /// <summary>Of up to 16 slots: the bytes that have one, ascending.</summary>
    private ReadOnlySpan<byte> Sorted => ((ReadOnlySpan<byte>)Bytes)[..Count];

    private bool HasLongPath(ReadOnlySpan<byte> key) =>
        PrefixMark.Load(key, Start) == Path && key[(Start + InlinePath)..Depth].SequenceEqual(Sample.AsSpan(Start + InlinePath, PathLength - InlinePath));

    private static int NextOf(ReadOnlySpan<byte> sorted, int from)
    {
        foreach (byte by in sorted)
        {
            if (by >= from) return by;
        }

        return 256;
    }

    private static int PreviousOf(ReadOnlySpan<byte> sorted, int from)
    {
        for (int at = sorted.Length - 1; at >= 0; at--)
        {
            if (sorted[at] <= from) return sorted[at];
        }

        return -1;
    }
}
