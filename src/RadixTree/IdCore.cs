using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The ids of an allocator: what is taken, what waits, and what the next search begins with. Everything that takes an <see cref="IdWrite"/> is called under the lock.</summary>
/// <remarks>
/// <para>An id is free, allocated (taken), or waiting (taken and waiting). <em>Allocating</em> sets its taken bit. <em>Freeing</em> clears that, or, where re-use is delayed, sets the waiting bit; after the grace
/// period, at the next allocation, the taken bit is cleared first and then the waiting bit.</para>
/// <para>Readers look at the waiting bit first and at the taken bit after it. Whoever found the first clear and the second set has seen an id that was allocated at one of the two moments or between them. The
/// other way round an id that only waited would look allocated when both are cleared between the two looks.</para>
/// </remarks>
internal sealed class IdCore
{
    private readonly RadixTree<ulong> tree;
    private readonly RcuDomain domain;
    private readonly IdWriter writer;
    private readonly WaitingIds? waiting;
    private IdBooks books;

    internal IdCore(IdAllocatorOptions options)
    {
        tree = new RadixTree<ulong>(options.WordOptions);
        writer = new IdWriter(tree);
        domain = tree.Domain;
        First = options.First;
        Last = options.Last;
        if (options.DelayReuse) waiting = new WaitingIds();
        books.Lowest = books.Next = First;
    }

    internal RcuDomain Domain => domain;

    internal ulong First { get; }

    internal ulong Last { get; }

    internal bool DelaysReuse => waiting is not null;

    internal ref Node? Root => ref tree.RootSlot;

    internal ulong Allocated => Volatile.Read(ref books.Allocated);

    internal ulong Pending => Volatile.Read(ref books.Pending);

    internal ulong Next => Volatile.Read(ref books.Next);

    internal IdWrite BeginWrite() => writer.Begin();

    /// <summary>Whether an id is allocated. In a read section, or under the lock.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsAllocated(ulong id) => (waiting is null || !IdWords.Contains(ref tree.RootSlot, IdWords.Waiting, id)) && IdWords.Contains(ref tree.RootSlot, 0, id);

    /// <summary>The allocated ids of a word. In a read section, or under the lock.</summary>
    /// <returns>Whether the word is there; otherwise <paramref name="last"/> is the last word of those around it that are not.</returns>
    internal bool TryGetAllocated(ulong word, out ulong bits, out ulong last)
    {
        ulong waits = waiting is null ? 0 : IdWords.Load(ref tree.RootSlot, IdWords.Waiting + word); // before the taken ones: see above
        bool found = RadixReader<ulong>.GetRange(ref tree.RootSlot, word, out _, out last, out bits);
        bits &= ~waits;
        last = found ? word : Math.Min(last, IdWords.Waiting - 1);
        return found;
    }

    /// <summary>Takes the lowest free id of a window.</summary>
    internal bool TryAllocate(IdWrite write, ulong first, ulong last, out ulong id)
    {
        if (waiting is not null && !waiting.IsEmpty) TakeBack(write);
        ulong from = Math.Max(first, books.Lowest);
        if (from > last) return None(out id);
        ref ulong slot = ref write.Words.FindSlot(IdWords.Of(from));
        if (!Unsafe.IsNullRef(ref slot))
        {
            ulong bits = slot;
            ulong free = ~bits & (ulong.MaxValue << (int)(from & 63));
            ulong lowest = free & (0 - free);
            id = (from & ~63UL) + (ulong)BitOperations.TrailingZeroCount(free);
            if (free != 0 && id <= last && (bits | lowest) != ulong.MaxValue)
            {
                AtomicSlot<ulong>.Write(ref slot, bits | lowest); // P1b
                if (first <= books.Lowest) books.Lowest = id;
                Count(1);
                return true;
            }
        }

        if (!HasRoom(1) || !IdWords.TryFindFree(ref write.Words.Root, from, last, out id)) return None(out id);
        write.Words.Store(0, id, id, present: true);
        if (first <= books.Lowest) books.Lowest = id;
        Count(1);
        return true;
    }

    /// <summary>Takes the lowest run of free ids of a window.</summary>
    internal bool TryAllocateRun(IdWrite write, ulong first, ulong last, ulong count, out ulong id)
    {
        if (waiting is not null && !waiting.IsEmpty) TakeBack(write);
        if (!HasRoom(count) || !IdWords.TryFindFreeRun(ref write.Words.Root, Math.Max(first, books.Lowest), last, count, out id)) return None(out id);
        ulong end = id + (count - 1);
        Store(write, 0, id, end, present: true);
        if (id == books.Lowest) books.Lowest = end;
        Count((long)count);
        return true;
    }

    /// <summary>Takes the lowest free id from where the last cyclic search ended, or else from the start of the window.</summary>
    internal bool TryAllocateCyclic(IdWrite write, ulong first, ulong last, out ulong id, out bool wrapped)
    {
        ulong from = Math.Max(first, books.Next);
        wrapped = books.HasPassedLast;
        if (!TryAllocate(write, from, last, out id))
        {
            wrapped = from > first && TryAllocate(write, first, Math.Min(last, from - 1), out id);
            if (!wrapped) return false;
        }

        SetNext(id == Last ? First : id + 1);
        books.HasPassedLast = id == Last;
        return true;
    }

    /// <summary>Takes one id, if it is free.</summary>
    internal bool TryTake(IdWrite write, ulong id)
    {
        if (waiting is not null && !waiting.IsEmpty) TakeBack(write);
        if (!HasRoom(1) || IdWords.Contains(ref write.Words.Root, 0, id)) return false;
        write.Words.Store(0, id, id, present: true);
        Count(1);
        return true;
    }

    /// <summary>Frees ids that are allocated, all of them.</summary>
    internal void Free(IdWrite write, ulong first, ulong last)
    {
        long count = (long)(last - first) + 1;
        if (waiting is null)
        {
            Store(write, 0, first, last, present: false);
            if (first < books.Lowest) books.Lowest = first;
        }
        else
        {
            waiting.Reserve(1); // P5
            Store(write, IdWords.Waiting, first, last, present: true);
            waiting.Add(first, last, TagNow());
            Volatile.Write(ref books.Pending, books.Pending + (ulong)count);
        }

        Count(-count);
    }

    /// <summary>Frees an id that was taken just now and that nobody can have been told about.</summary>
    internal void Untake(IdWrite write, ulong id)
    {
        write.Words.Store(0, id, id, present: false);
        if (id < books.Lowest) books.Lowest = id;
        Count(-1);
    }

    /// <summary>Frees all ids by one store.</summary>
    internal void Clear(IdWrite write)
    {
        if (waiting is null)
        {
            write.Words.RemoveAll();
            books.Lowest = First;
        }
        else
        {
            List<(ulong First, ulong Last)> runs = AllocatedRuns(write);
            if (runs.Count == 0) return;
            waiting.Reserve(runs.Count); // P5
            write.Words.WorkAside();
            foreach ((ulong first, ulong last) in runs) write.Words.Store(IdWords.Waiting, first, last, present: true);
            write.Words.Commit();
            long tag = TagNow();
            foreach ((ulong first, ulong last) in runs) waiting.Add(first, last, tag);
            Volatile.Write(ref books.Pending, books.Pending + books.Allocated);
        }

        Volatile.Write(ref books.Allocated, 0UL);
    }

    /// <summary>Where the next cyclic search begins.</summary>
    internal void Seek(IdWrite write, ulong next)
    {
        _ = write; // the lock is held
        SetNext(next);
        books.HasPassedLast = false;
    }

    /// <summary>Refuses ids that are not allocated.</summary>
    internal void ThrowIfNotAllocated(IdWrite write, ulong first, ulong last)
    {
        if (first == last)
        {
            if (!IsAllocated(first)) ThrowNotAllocated(first);
            return;
        }

        bool found = IdWords.TryFindFree(ref write.Words.Root, first, last, out ulong id);
        if (waiting is not null && IdWords.TryFindFirst(ref write.Words.Root, IdWords.Waiting, first, found ? id : last, out ulong waits))
        {
            id = waits;
            found = true;
        }

        if (found) ThrowNotAllocated(id);
    }

    internal void ThrowIfOutside(ulong id, string parameter)
    {
        if (id < First || id > Last) Throw(this, id, parameter);

        [DoesNotReturn]
        static void Throw(IdCore ids, ulong id, string parameter) => throw new ArgumentOutOfRangeException(parameter, id, $"The ids of this allocator go from {ids.First} to {ids.Last}.");
    }

    internal void ThrowIfNoWindow(ulong first, ulong last, string firstName = "first", string lastName = "last")
    {
        ThrowIfOutside(first, firstName);
        ThrowIfOutside(last, lastName);
        if (last < first) Throw(first, last, lastName);

        [DoesNotReturn]
        static void Throw(ulong first, ulong last, string parameter) => throw new ArgumentException($"The last id, {last}, is less than the first, {first}.", parameter);
    }

    /// <summary>For tests: that the tree is sound, that a word has the tag if and only if it is full, and that the books are right.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    internal void CheckInvariants()
    {
        tree.CheckInvariants();
        using IdWrite write = BeginWrite();
        ulong taken = 0;
        ulong waits = 0;
        for (ulong word = 0; ; word++)
        {
            bool found = RadixReader<ulong>.GetRange(ref Root, word, out ulong low, out ulong high, out ulong bits);
            if (found)
            {
                ulong sum = (high - word + 1) * (ulong)BitOperations.PopCount(bits);
                if (bits == 0) throw new InvalidOperationException($"The word {word} has no bit.");
                if (word < IdWords.Waiting && tree.GetTag(word, IdWords.FullTag) != (bits == ulong.MaxValue)) throw new InvalidOperationException($"The word {word} is {bits:x}, and its tag says otherwise.");
                if (low != high && bits != ulong.MaxValue) throw new InvalidOperationException($"The words {low} to {high} are one, and not full.");
                if (word < IdWords.Waiting) taken += sum;
                else waits += sum;
                if (word >= IdWords.Waiting && (~IdWords.Load(ref Root, word - IdWords.Waiting) & bits) != 0) throw new InvalidOperationException($"Ids of the word {word - IdWords.Waiting} wait that are not taken.");
            }

            if (high == ulong.MaxValue) break;
            word = high;
        }

        if (taken != books.Allocated + books.Pending || waits != books.Pending)
            throw new InvalidOperationException($"{taken} ids are taken and {waits} wait, but {books.Allocated} are said to be allocated and {books.Pending} to wait.");
        if (books.Lowest > First && IdWords.TryFindFree(ref Root, First, books.Lowest - 1, out ulong id)) throw new InvalidOperationException($"The id {id} is free, below {books.Lowest}.");
    }

    private static bool None(out ulong id)
    {
        id = 0;
        return false;
    }

    [DoesNotReturn]
    private static void ThrowNotAllocated(ulong id) => throw new InvalidOperationException($"The id {id} is not allocated.");

    private static void Store(IdWrite write, ulong set, ulong first, ulong last, bool present)
    {
        if (IdWords.Of(first) != IdWords.Of(last)) write.Words.WorkAside();
        write.Words.Store(set, first, last, present);
        write.Words.Commit();
    }

    /// <summary>Takes freed ids back whose grace period has ended, and sees to it that those of the others will.</summary>
    private void TakeBack(IdWrite write)
    {
        long safe = domain.Periods.Safe;
        while (!waiting!.IsEmpty && waiting.OldestTag <= safe)
        {
            (ulong first, ulong last) = waiting.Oldest;
            // Taken before waiting: see above. Several words: both at once.
            bool aside = IdWords.Of(first) != IdWords.Of(last);
            if (aside) write.Words.WorkAside();
            write.Words.Store(0, first, last, present: false);
            write.Words.Store(IdWords.Waiting, first, last, present: false);
            write.Words.Commit();
            waiting.RemoveOldest();
            Volatile.Write(ref books.Pending, books.Pending - (last - first + 1));
            if (first < books.Lowest) books.Lowest = first;
        }

        // One request at a time: those that were freed meanwhile go with the next.
        if (waiting.IsEmpty || books.Requested > safe) return;
        long newest = waiting.NewestTag;
        domain.WatchFor(newest);
        books.Requested = newest;
    }

    /// <summary>What an id that was marked as waiting just now is tagged with: it may be given out when every reader that announced this epoch or an earlier one has left.</summary>
    private long TagNow()
    {
        // The waiting bit's store -> G load. Pairs with the increment in GracePeriods.Next: it comes after this load, so a reader that announces a later epoch than this one sees the bit. No epoch of its
        // own, as E3 gives a bag, for each id: whoever drives the epochs next ends this one, too.
        Interlocked.MemoryBarrier();
        return domain.Periods.Current;
    }

    private List<(ulong First, ulong Last)> AllocatedRuns(IdWrite write)
    {
        List<(ulong First, ulong Last)> runs = [];
        ulong from = First;
        while (IdWords.TryFindFirst(ref write.Words.Root, 0, from, Last, out ulong first))
        {
            ulong last = IdWords.TryFindFree(ref write.Words.Root, first, Last, out ulong free) ? free - 1 : Last;
            AddAllocated(write, runs, first, last);
            if (last == Last) break;
            from = last + 1;
        }

        return runs;
    }

    /// <summary>Adds what does not wait of ids that are all taken.</summary>
    private static void AddAllocated(IdWrite write, List<(ulong First, ulong Last)> runs, ulong first, ulong last)
    {
        while (IdWords.TryFindFirst(ref write.Words.Root, IdWords.Waiting, first, last, out ulong waits))
        {
            if (waits > first) runs.Add((first, waits - 1));
            if (waits == last) return;
            first = waits + 1;
        }

        runs.Add((first, last));
    }

    private void SetNext(ulong next) => Volatile.Write(ref books.Next, next);

    private void Count(long change) => Volatile.Write(ref books.Allocated, books.Allocated + (ulong)change);

    /// <summary>All 2^64 ids of the largest space but one: more could not be counted.</summary>
    private bool HasRoom(ulong count) => ulong.MaxValue - books.Allocated - books.Pending >= count;
}
