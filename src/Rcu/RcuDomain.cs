using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>
/// A world of readers and the reclamation that waits for them: read sections, grace periods, deferred callbacks (epoch-based read-copy-update).
/// </summary>
/// <remarks>
/// A reader opens a section with <see cref="EnterRead"/>; a writer unlinks something, waits for a grace period, and then knows that no section that could
/// have seen it is open any more. Readers never block, never wait and share no written cache line. Most programs need only <see cref="Default"/>; a second
/// domain keeps slow readers of one structure from holding back the reclamation of another.
/// <para>All members may be called by any number of threads at once.</para>
/// </remarks>
/// <example><code>
/// using (domain.EnterRead())
/// {
///     Use(Volatile.Read(ref shared));          // stays valid until the section ends
/// }
///
/// Resource old = Interlocked.Exchange(ref shared, replacement);
/// domain.DisposeLater(old);                    // after the last reader that may hold it
/// </code></example>
[SuppressMessage("Naming", "CA1724", Justification = "The namespace is the field's term.")]
public sealed partial class RcuDomain
{
    private static readonly Lock Directory = new();
    private static readonly List<RcuDomain?> Domains = [];
    private static int created;

    private readonly Lock keptGate = new();
    private readonly HashSet<object> kept = new(ReferenceEqualityComparer.Instance);
    private long held;
    private readonly GracePeriods periods;
    private readonly Reclaimer reclaimer;

    /// <summary>A domain with default options.</summary>
    public RcuDomain()
        : this(new RcuDomainOptions())
    {
    }

    /// <summary>A domain of its own, with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is outside its range.</exception>
    public RcuDomain(RcuDomainOptions options)
        : this(options, isDefault: false)
    {
    }

    private RcuDomain(RcuDomainOptions options, bool isDefault)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.StallThreshold, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CallbackHighWaterMark, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.CallbackBackPressure, TimeSpan.Zero, nameof(options));
        int number = Interlocked.Increment(ref created);
        Name = options.Name ?? (isDefault ? "default" : $"rcu-{number}");
        periods = new GracePeriods(this, options.FirstEpoch);
        IsDefault = isDefault;
        reclaimer = new Reclaimer(this, periods, options);
        Index = Enlist(this); // last: from here on the meter looks at it
        RcuMetrics.EnsureCreated();
    }

    /// <summary>The domain that structures use when none is named. It lives as long as the process; disposing it throws.</summary>
    public static RcuDomain Default { get; } = new(new RcuDomainOptions(), isDefault: true);

    /// <summary>The name given in the options, or one made up.</summary>
    public string Name { get; }

    /// <summary>Where threads keep their slot of this domain. Given to another domain after this one is disposed.</summary>
    internal int Index { get; }

    internal GracePeriods Periods => periods;

    /// <summary>What happened to the nodes of the trees in this domain.</summary>
    internal NodeCounters Nodes { get; } = new();

    private bool IsDefault { get; }

    /// <summary>Opens a read section on the calling thread: <c>using (domain.EnterRead()) { ... }</c>.</summary>
    /// <remarks>Costs one or two nanoseconds with the exit, allocates only on a thread's first call, never blocks. Sections nest.</remarks>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadSection EnterRead()
    {
        ReaderSlot? slot = ReaderThread.LastSlot;
        if (slot is null || slot.Domain != this) slot = FindOrRegister();
        return slot.Enter();
    }

    /// <summary>Opens a section that may end in any order with others of the thread. The caller ends it with <see cref="ReaderSlot.ExitLoose"/>, once.</summary>
    internal ReaderSlot EnterLoose()
    {
        ReaderSlot slot = FindOrRegister();
        slot.EnterLoose();
        return slot;
    }

    /// <summary>The calling thread's place in this domain, for loops that open many sections.</summary>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public ReaderHandle GetReader() => new(FindOrRegister());

    /// <summary>Whether the calling thread is inside a section of this domain.</summary>
    public bool IsInReadSection => ReaderThread.FindSlot(this) is { IsInSection: true };

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ReaderSlot FindOrRegister()
    {
        ReaderSlot? slot = ReaderThread.FindSlot(this);
        if (slot is null)
        {
            ThrowIfClosed();
            slot = periods.Register(Thread.CurrentThread);
        }

        ReaderThread.LastSlot = slot;
        return slot;
    }

    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(periods.IsClosed, this);

    /// <summary>Lets the reclaimer tick <paramref name="work"/> while it says that something waits. Held weakly.</summary>
    internal void Register(IIdleWork work)
    {
        ThrowIfClosed();
        reclaimer.Register(work);
    }

    /// <summary>Keeps an object that has something to do later from the collector, until <see cref="LetGo"/>.</summary>
    internal void KeepAlive(object item)
    {
        using (keptGate.EnterScope()) kept.Add(item);
    }

    internal void LetGo(object item)
    {
        using (keptGate.EnterScope()) kept.Remove(item);
    }

    /// <summary>Counts callbacks that wait for something else, though their grace period is over.</summary>
    internal void AddHeld(long count) => Interlocked.Add(ref held, count);

    /// <summary>Works on the list, living or dead. For tests.</summary>
    internal int IdleWorks => reclaimer.IdleWorks;

    /// <summary>Tells the reclaimer that an open bag holds nodes. Cheap, allocates nothing, throws nothing, never waits: called after a publication.</summary>
    internal void RequestIdleWork() => reclaimer.RequestIdleWork();

    private static int Enlist(RcuDomain domain)
    {
        using (Directory.EnterScope())
        {
            int index = Domains.IndexOf(null);
            if (index < 0)
            {
                index = Domains.Count;
                Domains.Add(null);
            }

            Domains[index] = domain;
            return index;
        }
    }

    private void Delist()
    {
        using (Directory.EnterScope())
        {
            // A second disposer may come when the index belongs to another domain already.
            if (Domains[Index] == this) Domains[Index] = null;
        }
    }

    /// <summary>The domains that are not disposed.</summary>
    internal static RcuDomain[] Living()
    {
        using (Directory.EnterScope()) return [.. Domains.FindAll(d => d is not null)!];
    }
}
