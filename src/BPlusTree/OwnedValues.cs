using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What becomes of the values that an owning tree lets go of: disposed once, after a grace period, and not before the last snapshot that sees them is released (V1).</summary>
/// <remarks>
/// A write sends what it took out, as one <see cref="OwnedDrop{TKey,TValue}"/>, to the domain's queue of callbacks. When its grace period is over, it is compared with the oldest living
/// snapshot: if that was taken before the write, the drop is held until snapshots are released, else its values are disposed.
/// Values are disposed on the domain's background thread, outside locks and sections. What they throw is reported by <see cref="RcuDomain.CallbackFailed"/>.
/// </remarks>
internal sealed class OwnedValues<TKey, TValue> : IIdleWork, ISnapshotBooks
{
    private readonly RcuDomain domain;
    private readonly Lock gate = new();

    // The living snapshots, oldest first: numbers ascend, so the first decides.
    private SnapshotRecord? oldest;
    private SnapshotRecord? latest;

    /// <summary>Past their grace period, but a snapshot still sees them.</summary>
    private List<OwnedDrop<TKey, TValue>> held = [];

    // Stacks without a lock: pushed to after a publication and by finalizers, neither of which may wait.
    private OwnedDrop<TKey, TValue>? unsent;
    private SnapshotRecord? abandoned;

    internal OwnedValues(RcuDomain domain)
    {
        this.domain = domain;
        domain.Register(this);
    }

    /// <summary>Notes a snapshot that is taken now. Under the writer lock.</summary>
    /// <param name="number">The latest transaction.</param>
    internal SnapshotLease Take(long number)
    {
        var record = new SnapshotRecord(this, number);
        var lease = new SnapshotLease(record);
        using (gate.EnterScope()) List(record);
        return lease;
    }

    /// <summary>Sends what a write took out on its way. Comes after the publishing store: throws nothing, waits for nobody (P5).</summary>
    internal void Send(OwnedDrop<TKey, TValue> drop)
    {
        try
        {
            domain.Enqueue(drop);
        }
        catch (Exception e)
        {
            // No memory for the queue, an interrupt at its lock, or the domain is being disposed. The next tick tries again, or the tree's Dispose.
            Interrupted(e);
            Push(drop);
        }
    }

    /// <summary>Called when the grace period of <paramref name="drop"/> is over.</summary>
    /// <exception cref="AggregateException">Values threw when they were disposed; all have been.</exception>
    internal void GraceOver(OwnedDrop<TKey, TValue> drop)
    {
        if (!TryHold(drop)) drop.DisposeValues();
    }

    /// <summary>Takes over what another tree's snapshots see, together with its values. Under the writer locks of both trees.</summary>
    /// <param name="other">The books of the tree whose values come here.</param>
    /// <param name="number">The latest transaction of this tree.</param>
    internal void Adopt(OwnedValues<TKey, TValue> other, long number)
    {
        using (other.gate.EnterScope())
        {
            for (SnapshotRecord? record = other.oldest; record is not null; record = record.Next)
            {
                if (record.IsKnownTo(this)) continue;
                var alias = new SnapshotRecord(this, number, record);
                record.Also.Add(alias);
                using (gate.EnterScope()) List(alias);
            }
        }
    }

    public void Release(SnapshotRecord snapshot, ref List<Exception>? failures)
    {
        OwnedDrop<TKey, TValue>? free;
        try
        {
            using (gate.EnterScope())
            {
                Unlist(snapshot);
                free = TakeFree();
            }
        }
        catch (Exception e)
        {
            // No memory, or an interrupt at the gate: the next tick does it, as for one that was left to the collector.
            Interrupted(e);
            Abandon(snapshot);
            return;
        }

        if (free is not null) DisposeFree(free, ref failures);
        // Not under the gate: those of other trees come one after the other.
        List<SnapshotRecord> aliases = snapshot.Also;
        for (int i = 0; i < aliases.Count; i++) aliases[i].Books.Release(aliases[i], ref failures);
        aliases.Clear();
    }

    public void Abandon(SnapshotRecord snapshot)
    {
        SnapshotRecord? head;
        do
        {
            head = Volatile.Read(ref abandoned);
            snapshot.NextAbandoned = head;
        }
        while (Interlocked.CompareExchange(ref abandoned, snapshot, head) != head);
        domain.RequestIdleWork();
    }

    public bool Tick()
    {
        for (OwnedDrop<TKey, TValue>? drop = Interlocked.Exchange(ref unsent, null); drop is not null;)
        {
            OwnedDrop<TKey, TValue>? next = drop.NextUnsent;
            drop.NextUnsent = null;
            Send(drop);
            drop = next;
        }

        List<Exception>? failures = null;
        ReleaseAbandoned(ref failures);
        return failures is null ? false : throw new AggregateException(SnapshotLease.ValuesThrew, failures);
    }

    /// <summary>Disposes what could not be queued because the domain is disposed. The caller has waited for the end of the domain: no reader is inside, and nobody ticks.</summary>
    /// <exception cref="AggregateException">Values threw when they were disposed; all have been.</exception>
    internal void Finish()
    {
        List<Exception>? failures = null;
        ReleaseAbandoned(ref failures);
        for (OwnedDrop<TKey, TValue>? drop = Interlocked.Exchange(ref unsent, null); drop is not null;)
        {
            OwnedDrop<TKey, TValue>? next = drop.NextUnsent; // before a drop that is pushed again
            if (!TryHold(drop)) drop.DisposeValues(ref failures);
            drop = next;
        }

        if (failures is not null) throw new AggregateException(SnapshotLease.ValuesThrew, failures);
    }

    /// <summary>Whether a snapshot still sees these values; then its release goes on with them.</summary>
    private bool TryHold(OwnedDrop<TKey, TValue> drop)
    {
        try
        {
            using (gate.EnterScope())
            {
                if (oldest is null || oldest.Number >= drop.Number) return false;
                domain.KeepAlive(this); // a tree that is dropped does not take them with it
                held.Add(drop);
                domain.AddHeld(1);
                return true;
            }
        }
        catch (Exception e)
        {
            // No memory, or a callback has interrupted this thread. They go round once more.
            Interrupted(e);
            Push(drop);
            return true;
        }
    }

    private void ReleaseAbandoned(ref List<Exception>? failures)
    {
        if (Volatile.Read(ref abandoned) is null) return;
        for (SnapshotRecord? record = Interlocked.Exchange(ref abandoned, null); record is not null;)
        {
            SnapshotRecord? next = record.NextAbandoned; // before it is abandoned again
            Release(record, ref failures);
            record = next;
        }
    }

    private void Push(OwnedDrop<TKey, TValue> drop)
    {
        OwnedDrop<TKey, TValue>? head;
        do
        {
            head = Volatile.Read(ref unsent);
            drop.NextUnsent = head;
        }
        while (Interlocked.CompareExchange(ref unsent, drop, head) != head);
        domain.RequestIdleWork();
    }

    /// <summary>Values past their grace period that no snapshot sees any more. On the domain's thread while there is one, as it is that of user code that may take its time.</summary>
    private void DisposeFree(OwnedDrop<TKey, TValue> free, ref List<Exception>? failures)
    {
        try
        {
            domain.Enqueue(free);
        }
        catch (ObjectDisposedException)
        {
            free.DisposeValues(ref failures);
        }
        catch (Exception e)
        {
            Interrupted(e);
            Push(free);
        }
    }

    /// <summary>What is held and need not be any more, in one: however many writes it comes from, it is one callback.</summary>
    private OwnedDrop<TKey, TValue>? TakeFree()
    {
        if (held.Count == 0) return null;
        List<OwnedDrop<TKey, TValue>> free = held.FindAll(drop => oldest is null || oldest.Number >= drop.Number);
        if (free.Count == 0) return null;
        List<OwnedDrop<TKey, TValue>> rest = free.Count == held.Count ? [] : held.FindAll(drop => oldest is not null && oldest.Number < drop.Number);
        var all = new OwnedDrop<TKey, TValue>(this, free);
        if (rest.Count == 0) domain.LetGo(this);
        domain.AddHeld(-free.Count);
        held = rest; // last: what throws above has changed nothing
        return all;
    }

    private void List(SnapshotRecord record)
    {
        record.Previous = latest;
        if (latest is null) oldest = record;
        else latest.Next = record;
        latest = record;
        record.IsListed = true;
    }

    private void Unlist(SnapshotRecord record)
    {
        if (!record.IsListed) return;
        record.IsListed = false;
        if (record.Previous is null) oldest = record.Next;
        else record.Previous.Next = record.Next;
        if (record.Next is null) latest = record.Previous;
        else record.Next.Previous = record.Previous;
        record.Previous = record.Next = null;
    }

    /// <summary>An interrupt is for the thread's own code, which gets it at its next wait.</summary>
    private static void Interrupted(Exception e)
    {
        if (e is ThreadInterruptedException) Thread.CurrentThread.Interrupt();
    }
}
