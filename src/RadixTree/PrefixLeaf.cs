using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A container of up to 32 entries in the order of their keys, all of which begin with the same <see cref="PrefixNode.Depth"/> bytes. There is one class for each number of slots.</summary>
/// <remarks>
/// Each entry has a mark (<see cref="PrefixMark"/>) that tells most keys apart without a look at them. The marks begin at the same place in all classes, and the cells come right behind them.
/// <see cref="Node.Count"/> is released after an appended entry (P1e); a reader loads it first.
/// </remarks>
internal abstract class PrefixLeaf<TValue> : PrefixNode
{
    /// <summary>Whether the cells come right behind the marks: always, but for values that want more than 8 bytes of alignment.</summary>
    private static readonly bool IsTight = AreTight();

    /// <summary>How many entries there is room for.</summary>
    internal int Room => 4 << Level;

    /// <summary>Loads the count, for a reader. Pairs with <see cref="ReleaseCount"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int LoadCount() => Volatile.Read(ref Count);

    /// <summary>The entry behind the others -> the count. Pairs with <see cref="LoadCount"/> (P1e).</summary>
    internal void ReleaseCount(int count) => Volatile.Write(ref Count, count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref ulong Mark(int at) => ref Unsafe.Add(ref Unsafe.As<PrefixSlots4<ulong>, ulong>(ref Unsafe.As<PrefixMarks4<TValue>>(this).Marks), at);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref PrefixCell<TValue> Cell(int at)
    {
        if (!typeof(TValue).IsValueType || IsTight) return ref Unsafe.Add(ref Unsafe.As<ulong, PrefixCell<TValue>>(ref Mark(Room)), at);
        return ref Unsafe.Add(ref FirstByKind(), at);
    }

    /// <summary>The whole key of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal byte[] Key(int at) => Cell(at).Key!;

    /// <summary>How many entries are below a key, among the first <paramref name="count"/>.</summary>
    /// <param name="key">A key that begins as those in the leaf do.</param>
    /// <param name="count">How many entries to look at.</param>
    /// <param name="found">Whether the entry behind those is the key's.</param>
    internal int Find(ReadOnlySpan<byte> key, int count, out bool found)
    {
        int depth = Depth;
        ulong mark = PrefixMark.Of(key, depth);
        uint equal = PrefixMark.Search(ref Mark(0), count, mark, out int low);
        if (equal == 0)
        {
            found = false;
            return low;
        }

        if (PrefixMark.IsWhole(mark))
        {
            found = true;
            return low;
        }

        // Behind the marked bytes the keys themselves are compared: half of those that agree so far at a time.
        int high = low + BitOperations.PopCount(equal);
        ReadOnlySpan<byte> rest = key[(depth + PrefixMark.Bytes)..];
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            int order = Key(middle).AsSpan(depth + PrefixMark.Bytes).SequenceCompareTo(rest);
            if (order == 0)
            {
                found = true;
                return middle;
            }

            if (order < 0) low = middle + 1;
            else high = middle;
        }

        found = false;
        return low;
    }

    /// <summary>The place of a key's value, or a null reference. For readers: linear in nothing but the length of the key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TValue Find(ReadOnlySpan<byte> key)
    {
        int count = LoadCount(); // first: what is read of the entries below it was written before it (P1e)
        ulong mark = PrefixMark.Of(key, Depth);
        uint equal = PrefixMark.Equal(ref Mark(0), count, mark);
        if (equal == 0) return ref Unsafe.NullRef<TValue>();
        if (PrefixMark.IsWhole(mark)) return ref Cell(BitOperations.TrailingZeroCount(equal)).Value;
        return ref FindAmong(key, equal);
    }

    private ref TValue FindAmong(ReadOnlySpan<byte> key, uint equal)
    {
        int compared = Depth + PrefixMark.Bytes;
        ReadOnlySpan<byte> rest = key[compared..];
        int low = BitOperations.TrailingZeroCount(equal), high = low + BitOperations.PopCount(equal);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            ref PrefixCell<TValue> cell = ref Cell(middle);
            int order = cell.Key.AsSpan(compared).SequenceCompareTo(rest);
            if (order == 0) return ref cell.Value;
            if (order < 0) low = middle + 1;
            else high = middle;
        }

        return ref Unsafe.NullRef<TValue>();
    }

    private ref PrefixCell<TValue> FirstByKind()
    {
        switch (Level)
        {
            case PrefixKind.Leaf4: return ref Unsafe.As<PrefixSlots4<PrefixCell<TValue>>, PrefixCell<TValue>>(ref Unsafe.As<PrefixLeaf4<TValue>>(this).Cells);
            case PrefixKind.Leaf8: return ref Unsafe.As<PrefixSlots8<PrefixCell<TValue>>, PrefixCell<TValue>>(ref Unsafe.As<PrefixLeaf8<TValue>>(this).Cells);
            case PrefixKind.Leaf16: return ref Unsafe.As<PrefixSlots16<PrefixCell<TValue>>, PrefixCell<TValue>>(ref Unsafe.As<PrefixLeaf16<TValue>>(this).Cells);
            default: return ref Unsafe.As<PrefixSlots32<PrefixCell<TValue>>, PrefixCell<TValue>>(ref Unsafe.As<PrefixLeaf32<TValue>>(this).Cells);
        }
    }

    private ref ulong FirstMarkByKind()
    {
        switch (Level)
        {
            case PrefixKind.Leaf4: return ref Unsafe.As<PrefixSlots4<ulong>, ulong>(ref Unsafe.As<PrefixLeaf4<TValue>>(this).Marks);
            case PrefixKind.Leaf8: return ref Unsafe.As<PrefixSlots8<ulong>, ulong>(ref Unsafe.As<PrefixLeaf8<TValue>>(this).Marks);
            case PrefixKind.Leaf16: return ref Unsafe.As<PrefixSlots16<ulong>, ulong>(ref Unsafe.As<PrefixLeaf16<TValue>>(this).Marks);
            default: return ref Unsafe.As<PrefixSlots32<ulong>, ulong>(ref Unsafe.As<PrefixLeaf32<TValue>>(this).Marks);
        }
    }

    private static bool AreTight()
    {
        return IsTightIn(PrefixLeaf4<TValue>.Create(), PrefixKind.Leaf4) && IsTightIn(PrefixLeaf8<TValue>.Create(), PrefixKind.Leaf8)
            && IsTightIn(PrefixLeaf16<TValue>.Create(), PrefixKind.Leaf16) && IsTightIn(PrefixLeaf32<TValue>.Create(), PrefixKind.Leaf32);

        static bool IsTightIn(PrefixLeaf<TValue> leaf, int kind)
        {
            leaf.Level = kind;
            Debug.Assert(Unsafe.AreSame(ref leaf.FirstMarkByKind(), ref leaf.Mark(0)), "The marks begin at the same place in all classes");
            return Unsafe.AreSame(ref leaf.FirstByKind(), ref Unsafe.As<ulong, PrefixCell<TValue>>(ref leaf.Mark(leaf.Room)));
        }
    }
}
