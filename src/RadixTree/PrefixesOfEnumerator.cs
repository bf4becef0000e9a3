using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the stored prefixes of a key, the shortest first, for <c>foreach</c>. Allocates nothing.</summary>
/// <remarks>
/// <para>Over a live tree it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>. A prefix that is stored throughout is reported; others may or may not be. The body of the loop may
/// write to the tree.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct PrefixesOfEnumerator<TValue>
{
    private readonly IPrefixSource source;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly PrefixCore<TValue>? batch;
    private readonly long batchNumber;
    private readonly ReadOnlySpan<byte> key;
    private PrefixEntry<TValue> current;

    /// <summary>Shorter prefixes have been passed.</summary>
    private int shortest;

    /// <summary>Where to go on; null: nowhere.</summary>
    private PrefixNode? node;
    private int at;
    private bool begun;
    private ReaderSlot? section;
    private long version;

    internal PrefixesOfEnumerator(IPrefixSource source, ReadOnlySpan<byte> key, int shortest, long batchNumber = 0)
    {
        this.source = source;
        this.key = key;
        this.shortest = shortest;
        this.batchNumber = batchNumber;
        batch = source as PrefixCore<TValue>;
    }

    /// <summary>The entry that the last <see cref="MoveNext"/> found.</summary>
    public readonly PrefixEntry<TValue> Current => current;

    /// <summary>Goes to the next longer prefix.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose entries are enumerated has ended.</exception>
    public bool MoveNext()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (!begun || (batch is not null && batch.Version != version && version != long.MinValue)) Begin();
        while (node is not null)
        {
            PrefixNode here = node;
            if (here.IsLeaf)
            {
                if (MoveNextIn(PrefixPlace.AsLeaf<TValue>(here))) return true;
                node = null;
                break;
            }

            PrefixInner inner = PrefixPlace.AsInner(here);
            node = null;
            if (!inner.HasPath(key)) break;
            at = 0;
            if (inner.Depth < key.Length) node = PrefixPlace.ChildAt(inner, key[inner.Depth]);
            if (inner.Depth >= shortest && inner.LoadTerminal() is { } terminal)
            {
                Report(PrefixPlace.AsLeaf<TValue>(Unsafe.As<PrefixNode>(terminal)), 0);
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        begun = true;
        node = null;
        version = long.MinValue; // a batch that was written to does not begin again
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }

    private void Begin()
    {
        begun = true;
        section ??= source.SectionDomain?.EnterLoose();
        if (batch is not null)
        {
            batch.ThrowIfUnreadable(batchNumber);
            version = batch.Version;
        }

        at = 0;
        node = PrefixPlace.Root(ref source.Root);
    }

    private bool MoveNextIn(PrefixLeaf<TValue> leaf)
    {
        ulong mark = PrefixMark.Of(key, leaf.Depth);
        int count = leaf.LoadCount(); // before the entries (P1e)
        while (at < count)
        {
            int some = at++;
            if (leaf.Mark(some) > mark) return false; // above the key, as all that follow
            if (!PrefixPlace.IsPrefix(leaf, some, mark, key) || leaf.Key(some).Length < shortest) continue;
            Report(leaf, some);
            return true;
        }

        return false;
    }

    private void Report(PrefixLeaf<TValue> leaf, int entry)
    {
        ref PrefixCell<TValue> cell = ref leaf.Cell(entry);
        current = new PrefixEntry<TValue>(cell.Key!, AtomicSlot<TValue>.Read(ref cell.Value));
        shortest = cell.Key!.Length + 1;
    }
}
