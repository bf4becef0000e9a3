using System;
using System.Diagnostics;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Gives out ids and takes them back: numbers from a range, each to one owner at a time. One bit for each id.</summary>
/// <remarks>
/// <para>Any number of threads may call any member at once. Whoever allocates or frees waits for others who do, for an instant; <see cref="IsAllocated"/> and enumerations take no lock and write no shared
/// memory.</para>
/// <para>With <see cref="IdAllocatorOptions.DelayReuse"/> a freed id is not given out again before a grace period of the <see cref="Domain"/> has ended: a reader that came by an id in a read section will not
/// see it in other hands before it leaves the section.</para>
/// <para>Ids that were given out densely cost about a sixth of a byte each; a run of them that was given out in one call costs next to nothing, however long it is; an id alone among 4,096 about 100 bytes.</para>
/// </remarks>
/// <example><code>
/// var handles = new IdAllocator(new IdAllocatorOptions { First = 1, Last = int.MaxValue });
/// if (!handles.TryAllocate(out ulong handle)) throw new InvalidOperationException("Too many open files.");
/// ...
/// handles.Free(handle);
/// </code></example>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class IdAllocator
{
    private readonly IdCore ids;

    /// <summary>An allocator of the ids from 0 to <see cref="ulong.MaxValue"/> that may give a freed one out at once.</summary>
    public IdAllocator()
        : this(new IdAllocatorOptions())
    {
    }

    /// <summary>An allocator with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public IdAllocator(IdAllocatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ids = new IdCore(options);
    }

    /// <summary>The domain whose grace periods freed ids, and replaced nodes, wait for.</summary>
    public RcuDomain Domain => ids.Domain;

    /// <summary>The least id.</summary>
    public ulong First => ids.First;

    /// <summary>The greatest id.</summary>
    public ulong Last => ids.Last;

    /// <summary>Whether a freed id waits for a grace period before it is given out again.</summary>
    public bool DelaysReuse => ids.DelaysReuse;

    /// <summary>How many ids are allocated. O(1). Runs behind a concurrent call by an instant.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)ids.Allocated);

    /// <summary>How many ids are allocated, also beyond two billion. O(1).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="long.MaxValue"/>.</exception>
    public long LongCount => checked((long)ids.Allocated);

    /// <summary>Whether no id is allocated. O(1). Runs behind a concurrent call by an instant.</summary>
    public bool IsEmpty => ids.Allocated == 0;

    /// <summary>How many freed ids wait for a grace period, or for the allocation that takes them back after it. O(1). Always 0 where re-use is not delayed.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="long.MaxValue"/>.</exception>
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

    /// <summary>Whether an id is allocated: given out and not freed since. O(height), at most 11 steps; lock-free, linearizable, allocates nothing. False for what is no id of this allocator.</summary>
    /// <remarks>False from the moment when <see cref="Free"/> returns, also while the id waits for a grace period.</remarks>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool IsAllocated(ulong id)
    {
        using ReadSection section = ids.Domain.EnterRead(); // R1
        return ids.IsAllocated(id);
    }

    /// <summary>For tests.</summary>
    internal void CheckInvariants() => ids.CheckInvariants();
}
