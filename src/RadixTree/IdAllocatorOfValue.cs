using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Gives out ids for values and finds the values by their ids: a table of handles. An <see cref="IdAllocator"/> and a <see cref="RadixTree{TValue}"/> in one.</summary>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
/// <remarks>
/// <para>Readers, <see cref="TryGetValue"/> above all, take no lock and write no shared memory. Whoever allocates, publishes, updates or frees waits for others who do, for an instant.</para>
/// <para>An id is allocated before its value appears, and its value is gone before the id is free: whoever finds a value finds that of the id's present owner. An id can also be
/// <em>reserved</em> first, without a value, and the value published when it is ready.</para>
/// </remarks>
/// <example><code>
/// var sessions = new IdAllocator&lt;Session&gt;(new IdAllocatorOptions&lt;Session&gt; { First = 1, DelayReuse = true });
/// sessions.TryReserve(out ulong id);
/// sessions.Publish(id, new Session(id));            // readers find it from here on
/// ...
/// if (sessions.TryFree(id, out Session? session)) session.Close();
/// </code></example>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class IdAllocator<TValue>
{
    private readonly IdCore ids;
    private readonly RadixTree<TValue> values;

    /// <summary>An allocator of the ids from 0 to <see cref="ulong.MaxValue"/> that may give a freed one out at once.</summary>
    public IdAllocator()
        : this(new IdAllocatorOptions<TValue>())
    {
    }

    /// <summary>An allocator with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public IdAllocator(IdAllocatorOptions<TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ids = new IdCore(options);
        values = new RadixTree<TValue>(options.ValueOptions);
    }

    /// <summary>The domain whose grace periods freed ids, and replaced nodes, wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => ids.Domain;

    /// <summary>The least id.</summary>
    public ulong First => ids.First;

    /// <summary>The greatest id.</summary>
    public ulong Last => ids.Last;

    /// <summary>Whether a freed id waits for a grace period before it is given out again.</summary>
    public bool DelaysReuse => ids.DelaysReuse;

    /// <summary>How many ids have a value. O(1). Runs behind a concurrent call by an instant.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => values.Count;

    /// <summary>How many ids have a value, also beyond two billion. O(1).</summary>
    public long LongCount => values.LongCount;

    /// <summary>How many ids are allocated, with a value or reserved. O(1). Runs behind a concurrent call by an instant.</summary>
    public long AllocatedCount => checked((long)ids.Allocated);

    /// <summary>Whether no id is allocated, not even reserved. O(1). Runs behind a concurrent call by an instant.</summary>
    public bool IsEmpty => ids.Allocated == 0;

    /// <summary>How many freed ids wait for a grace period, or for the allocation that takes them back after it. O(1). Always 0 where re-use is not delayed.</summary>
    public long PendingFrees => checked((long)ids.Pending);

    /// <summary>Where the next cyclic search begins: behind the id that the last one gave out, or at <see cref="First"/> behind the last id. Setting it waits for others who allocate or free.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not an id of this allocator.</exception>
    public ulong Next
    {
        get => ids.Next;
        set
        {
            ids.ThrowIfOutside(value, nameof(value));
            using IdWrite write = ids.BeginWrite();
            ids.Seek(write, value);
        }
    }

    /// <summary>Finds the value of an id. O(height), at most 11 steps; lock-free, linearizable, allocates nothing.</summary>
    /// <returns>Whether the id has a value; not when it is free, or only reserved, or no id of this allocator.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryGetValue(ulong id, [MaybeNullWhen(false)] out TValue value) => values.TryGetValue(id, out value);

    /// <summary>Whether an id is allocated, with a value or reserved. O(height); lock-free, linearizable, allocates nothing. False for what is no id of this allocator.</summary>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool IsAllocated(ulong id)
    {
        using ReadSection section = ids.Domain.EnterRead(); // R1
        return ids.IsAllocated(id);
    }

    /// <summary>Captures the values of this moment, with their ids. O(1); waits for other writers. See <see cref="RadixTree{TValue}.Snapshot"/>.</summary>
    public RadixTreeSnapshot<TValue> Snapshot() => values.Snapshot();

    /// <summary>For tests.</summary>
    internal void CheckInvariants()
    {
        ids.CheckInvariants();
        values.CheckInvariants();
    }
}
