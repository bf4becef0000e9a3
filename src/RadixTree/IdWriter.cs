using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Writes the words of an id allocator, under the lock of the tree that holds them. Opens a transaction only when a word comes, goes, fills up or has room again; any other change of a word is one
/// store.</summary>
internal sealed class IdWriter
{
    private const ulong All = ulong.MaxValue;

    private readonly RadixTree<ulong> tree;
    private readonly RadixCore<ulong> core;
    private Node? aside;
    private bool isOpen;
    private bool isAside;
    private long more;

    internal IdWriter(RadixTree<ulong> tree)
    {
        this.tree = tree;
        core = tree.Core;
    }

    /// <summary>The root that the write sees: the live one, or that of the changes made aside.</summary>
    internal ref Node? Root => ref isAside ? ref aside : ref tree.RootSlot;

    internal IdWrite Begin()
    {
        core.ThrowIfDisposed();
        return new IdWrite(this, core.Lock.Enter());
    }

    /// <summary>From here on changes are collected, and <see cref="Commit"/> publishes all of them by one store.</summary>
    internal void WorkAside()
    {
        Open();
        core.Transaction.WorkAside();
        aside = tree.RootSlot;
        isAside = true;
    }

    /// <summary>The slot of a word whose value may be changed in place, or a null reference.</summary>
    internal ref ulong FindSlot(ulong word)
    {
        RadixNode node = RadixReader<ulong>.FindEnd(ref tree.RootSlot, word);
        int digit = (int)word & (RadixKind.Digits - 1);
        if (isAside || node.Kind != RadixKind.Leaf64 || (node.Present >> digit & 1) == 0 || node.Prefix != word - (uint)digit || !core.Transaction.AllowsInPlaceStores(node))
            return ref Unsafe.NullRef<ulong>();
        return ref Unsafe.As<RadixLeaf<ulong>>(node).Slot(digit);
    }

    /// <summary>Makes a word what it should be.</summary>
    /// <param name="word">Its number, with the set that it belongs to.</param>
    /// <param name="old">What it is.</param>
    /// <param name="bits">What it becomes.</param>
    internal void Store(ulong word, ulong old, ulong bits)
    {
        if (old == bits) return;
        bool fills = word < IdWords.Waiting && (bits == All) != (old == All);
        if (old != 0 && bits != 0)
        {
            ref ulong slot = ref FindSlot(word);
            if (!Unsafe.IsNullRef(ref slot))
            {
                if (fills) Open(); // P5
                AtomicSlot<ulong>.Write(ref slot, bits); // P1b
                if (fills) StoreTag(word, bits == All);
                Commit();
                return;
            }
        }

        Open();
        ref Node? root = ref Root;
        if (bits == 0)
        {
            more += core.Writer.Remove(ref root, word, out _).More;
        }
        else
        {
            more += core.Writer.Put(ref root, word, bits, overwrite: true).More;
            if (fills && !isAside)
            {
                // What was put is published and must stay so, whatever follows.
                Commit();
                Open();
            }

            if (fills) StoreTag(word, bits == All);
        }

        if (!isAside) Commit();
    }

    /// <summary>Sets or clears the bits of the ids from <paramref name="first"/> to <paramref name="last"/>, all of which are the opposite. Several words: only aside.</summary>
    internal void Store(ulong set, ulong first, ulong last, bool present)
    {
        Debug.Assert(isAside || IdWords.Of(first) == IdWords.Of(last), "P2: one publishing store.");
        ulong low = IdWords.Of(first);
        ulong high = IdWords.Of(last);
        if (low == high)
        {
            StoreBits(set + low, IdWords.Bits(first, last), present);
            return;
        }

        if ((first & 63) != 0)
        {
            StoreBits(set + low, IdWords.Bits(first, first | 63), present);
            low++;
        }

        if ((last & 63) != 63)
        {
            StoreBits(set + high, IdWords.Bits(last & ~63UL, last), present);
            high--;
        }

        if (low > high) return;
        // Whole words: as many as are an aligned power of two become one entry.
        more += core.Writer.PutRange(ref Root, set + low, set + high, present, All).More;
        if (!present || set != 0) return;
        for (ulong word = low; ; word++)
        {
            core.Writer.SetTag(ref Root, word, IdWords.FullTag);
            RadixReader<ulong>.GetRange(ref Root, word, out _, out word, out _);
            if (word >= high) return;
        }
    }

    /// <summary>Ends the write after its publishing store, and, where changes were made aside, makes that store.</summary>
    internal void Commit()
    {
        if (!isOpen) return;
        if (isAside) Publication.Publish(ref tree.RootSlot, aside!);
        isOpen = isAside = false;
        aside = null;
        if (more != 0) core.Count += more;
        more = 0;
        core.Commit();
    }

    /// <summary>Removes everything by one store. The old nodes are left to the collector (R4).</summary>
    internal void RemoveAll()
    {
        Node empty = RadixLeaf4<ulong>.Create();
        Open();
        empty.Stamp = core.Transaction.Number;
        Publication.Publish(ref tree.RootSlot, empty); // P2
        more = -core.Count;
        Commit();
    }

    /// <summary>What was not committed is undone: nobody has seen it.</summary>
    internal void End()
    {
        if (!isOpen) return;
        isOpen = isAside = false;
        aside = null;
        more = 0;
        core.Rollback();
    }

    /// <summary>Says whether a word is without a free id. Only the writer looks at the tag, so it may follow the word at a distance. It changes in place, and nothing about that can fail.</summary>
    private void StoreTag(ulong word, bool full)
    {
        if (full) core.Writer.SetTag(ref Root, word, IdWords.FullTag);
        else core.Writer.ClearTag(ref Root, word, IdWords.FullTag);
    }

    private void StoreBits(ulong word, ulong bits, bool present)
    {
        ulong old = IdWords.Load(ref Root, word);
        Store(word, old, present ? old | bits : old & ~bits);
    }

    private void Open()
    {
        if (isOpen) return;
        core.BeginTransaction(batch: false);
        isOpen = true;
    }
}
