using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Concurrent;

/// <summary>Keeps the values that a snapshot of an owning tree sees from being disposed: held by the snapshot, and by each enumerator over it (V1).</summary>
internal sealed class SnapshotLease
{
    internal const string ValuesThrew = "Values of a tree threw when they were disposed.";

    private readonly SnapshotRecord record;

    /// <summary>The snapshot itself, and those who enumerate it. At 0 it is over for good.</summary>
    private int users = 1;
    private bool released;

    internal SnapshotLease(SnapshotRecord record)
    {
        this.record = record;
    }

    /// <summary>A snapshot that was forgotten instead of disposed.</summary>
    ~SnapshotLease()
    {
        // An exchange: other finalizers may still use the snapshot and release it. It is over from here on.
        if (Interlocked.Exchange(ref users, 0) > 0) record?.Books.Abandon(record);
    }

    /// <summary>Whether the snapshot has been disposed; enumerators that are open may go on.</summary>
    internal bool IsReleased => Volatile.Read(ref released);

    /// <summary>For an enumerator.</summary>
    /// <exception cref="ObjectDisposedException">The snapshot has been disposed.</exception>
    internal SnapshotLease Enter()
    {
        int seen = Volatile.Read(ref users);
        while (!IsReleased && seen > 0)
        {
            int before = Interlocked.CompareExchange(ref users, seen + 1, seen);
            if (before == seen) return this;
            seen = before;
        }

        throw Disposed();
    }

    /// <summary>The end of a use.</summary>
    /// <exception cref="AggregateException">The domain is disposed, this was the last use, and values threw when they were disposed. All have been.</exception>
    [SuppressMessage("Usage", "CA1816", Justification = "The last of several users, whoever that is, disposes.")]
    internal void Exit()
    {
        if (Interlocked.Add(ref users, -1) != 0) return;
        GC.SuppressFinalize(this);
        List<Exception>? failures = null;
        record.Books.Release(record, ref failures);
        if (failures is not null) throw new AggregateException(ValuesThrew, failures);
    }

    /// <summary>Called by the snapshot's Dispose, which may be called more than once.</summary>
    internal void Release()
    {
        if (Interlocked.Exchange(ref released, true)) return;
        Exit();
    }

    internal void ThrowIfReleased()
    {
        if (IsReleased) throw Disposed();
    }

    private static ObjectDisposedException Disposed() => new("BPlusTreeSnapshot", "The snapshot is disposed: the values it saw may be, too.");
}
