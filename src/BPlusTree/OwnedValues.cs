using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What becomes of the values that an owning tree lets go of: disposed once, after a grace period, and not before the last snapshot that sees them is released (V1).</summary>
/// <remarks>Values are disposed on the domain's background thread, outside locks and sections. What they throw is reported by <see cref="RcuDomain.CallbackFailed"/>.</remarks>
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

    /// <summary>Values wait for a snapshot to be released.</summary>
    internal bool HoldsBack
    {
        get
        {
            using (gate.EnterScope()) return held.Count != 0;
        }
    }

    /// <summary>Notes a snapshot that is taken now. Under the writer lock.</summary>
    /// <param name="number">The latest transaction.</param>
    internal SnapshotLease Take(long number)
    {
        var record = new SnapshotRecord(number);
        var lease = new SnapshotLease(this, record);
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
            if (e is ThreadInterruptedException) Thread.CurrentThread.Interrupt();
            Push(drop);
            domain.RequestIdleWork();
        }
    }

    /// <summary>Called when the grace period of <paramref name="drop"/> is over.</summary>
    internal void GraceOver(OwnedDrop<TKey, TValue> drop)
    {
        using (gate.EnterScope())
        {
            if (oldest is not null && oldest.Number < drop.Number)
            {
                held.Add(drop);
                domain.KeepAlive(this); // a tree that is dropped does not take them with it
                return;
            }
        }

        drop.DisposeValues();
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
                var alias = new SnapshotRecord(number);
                record.Also.Add((this, alias));
                using (gate.EnterScope()) List(alias);
            }
        }
    }

    public void Release(SnapshotRecord snapshot)
    {
        List<OwnedDrop<TKey, TValue>> free;
        using (gate.EnterScope())
        {
            Unlist(snapshot);
            free = TakeFree();
        }

        Dispose(free);
        ReleaseAliases(snapshot);
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

        if (Volatile.Read(ref abandoned) is null) return false;
        List<OwnedDrop<TKey, TValue>> free;
        SnapshotRecord? given = Interlocked.Exchange(ref abandoned, null);
        using (gate.EnterScope())
        {
            for (SnapshotRecord? record = given; record is not null; record = record.NextAbandoned) Unlist(record);
            free = TakeFree();
        }

        Dispose(free);
        for (; given is not null; given = given.NextAbandoned) ReleaseAliases(given);
        return false;
    }

    /// <summary>Disposes what could not be queued because the domain is disposed. The caller has waited for the end of the domain: no reader is inside.</summary>
    internal void DisposeUnsent()
    {
        for (OwnedDrop<TKey, TValue>? drop = Interlocked.Exchange(ref unsent, null); drop is not null; drop = drop.NextUnsent) GraceOver(drop);
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
    }

    /// <summary>Values past their grace period that no snapshot sees any more. On the domain's thread while there is one, as it is that of user code that may take its time.</summary>
    private void Dispose(List<OwnedDrop<TKey, TValue>> free)
    {
        foreach (OwnedDrop<TKey, TValue> drop in free)
        {
            if (domain.Periods.IsClosed) drop.DisposeValues();
            else Send(drop);
        }
    }

    private List<OwnedDrop<TKey, TValue>> TakeFree()
    {
        if (held.Count == 0) return [];
        List<OwnedDrop<TKey, TValue>> free = held.FindAll(drop => oldest is null || oldest.Number >= drop.Number);
        if (free.Count == 0) return free;
        held = held.FindAll(drop => oldest is not null && oldest.Number < drop.Number);
        if (held.Count == 0) domain.LetGo(this);
        return free;
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

    /// <summary>Not under the gate: those of other trees come one after the other.</summary>
    private static void ReleaseAliases(SnapshotRecord record)
    {
        foreach ((ISnapshotBooks books, SnapshotRecord alias) in record.Also) books.Release(alias);
        record.Also.Clear();
    }
}
