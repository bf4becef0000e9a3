using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The place of one entry of a live tree, in a read section of its own: read again and again, replaced, tagged without looking for it each time. Allocates nothing.</summary>
/// <remarks>
/// <para>A read of <see cref="Value"/> is one load. It sees what is stored over the entry in place, and not what a writer puts elsewhere: a node that was replaced stays as it was for as long as the section lasts. There is no
/// marker to test for; <see cref="TryReload"/> goes to where the entry is now.</para>
/// <para>It holds a read section until <see cref="Dispose"/>, and so holds back grace periods: keep it short. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct RadixSlot<TValue>
{
    private readonly RadixTree<TValue>? tree;
    private readonly ulong index;
    private ReaderSlot? section;
    private ref TValue place;
    private ulong first;
    private ulong last;

    internal RadixSlot(RadixTree<TValue> tree, ulong index, ReaderSlot section)
    {
        this.tree = tree;
        this.index = index;
        this.section = section;
        place = ref Unsafe.NullRef<TValue>();
    }

    /// <summary>Whether there was an entry when it was looked for last.</summary>
    public readonly bool IsValid => !Unsafe.IsNullRef(ref place);

    /// <summary>The index of the entry; of a value over a range, the first one.</summary>
    /// <exception cref="InvalidOperationException">The handle stands on no entry.</exception>
    public readonly ulong Index
    {
        get
        {
            ThrowIfNowhere();
            return first;
        }
    }

    /// <summary>The last index of the entry: <see cref="Index"/>, unless its value covers a range.</summary>
    /// <exception cref="InvalidOperationException">The handle stands on no entry.</exception>
    public readonly ulong Last
    {
        get
        {
            ThrowIfNowhere();
            return last;
        }
    }

    /// <summary>The value, read from the slot. O(1), wait-free. It may be that of an entry that has been removed meanwhile, or replaced in another node; see <see cref="TryReload"/>.</summary>
    /// <exception cref="InvalidOperationException">The handle stands on no entry.</exception>
    public readonly TValue Value
    {
        get
        {
            ThrowIfNowhere();
            return AtomicSlot<TValue>.Read(ref place);
        }
    }

    /// <summary>Looks for the entry at the index again. O(height), lock-free, linearizable.</summary>
    /// <returns>Whether there is one; otherwise the handle stands on none, until a later call finds one.</returns>
    /// <exception cref="InvalidOperationException">The handle is disposed, or was not made by a tree.</exception>
    public bool TryReload()
    {
        ThrowIfDisposed();
        place = ref RadixReader<TValue>.FindPlace(ref tree.RootSlot, index, out first, out last);
        return IsValid;
    }

    /// <summary>Stores a value over the entry at the index, whatever it is by now, under the writer lock; of a value over a range, over all of it. O(height); waits for other writers; linearizable.</summary>
    /// <remarks>The entry keeps its tags. The handle stands on the entry afterwards.</remarks>
    /// <returns>Whether there was an entry; otherwise it has been removed meanwhile, and nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The handle is disposed, or the calling thread holds an open batch.</exception>
    public bool TryReplace(TValue newValue)
    {
        ThrowIfDisposed();
        bool replaced = tree.TryReplaceEntry(index, newValue);
        TryReload();
        return replaced;
    }

    /// <summary>Whether the entry at the index has a tag. O(height), lock-free, linearizable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    /// <exception cref="InvalidOperationException">The handle is disposed.</exception>
    public readonly bool GetTag(int tag)
    {
        ThrowIfDisposed();
        return tree.GetTag(index, tag);
    }

    /// <summary>Sets a tag of the entry at the index. O(height); waits for other writers; linearizable.</summary>
    /// <returns>Whether there is an entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    /// <exception cref="InvalidOperationException">The handle is disposed, or the calling thread holds an open batch.</exception>
    public readonly bool SetTag(int tag)
    {
        ThrowIfDisposed();
        return tree.SetTag(index, tag);
    }

    /// <summary>Clears a tag of the entry at the index. O(height); waits for other writers; linearizable.</summary>
    /// <returns>Whether there is an entry.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such <paramref name="tag"/>.</exception>
    /// <exception cref="InvalidOperationException">The handle is disposed, or the calling thread holds an open batch.</exception>
    public readonly bool ClearTag(int tag)
    {
        ThrowIfDisposed();
        return tree.ClearTag(index, tag);
    }

    /// <summary>Ends the read section; the handle stands on no entry any more.</summary>
    public void Dispose()
    {
        place = ref Unsafe.NullRef<TValue>();
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with the enumerators and cursors of this thread
    }

    [MemberNotNull(nameof(tree))]
    private readonly void ThrowIfDisposed()
    {
        if (section is null || tree is null) throw new InvalidOperationException("The handle is disposed, or was not made by a tree.");
    }

    private readonly void ThrowIfNowhere()
    {
        if (Unsafe.IsNullRef(ref place)) throw new InvalidOperationException("The handle stands on no entry: none was there, or the handle is disposed.");
    }
}
