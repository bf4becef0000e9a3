using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>Who wants ticks. Held weakly, so that a domain does not keep its trees alive.</summary>
internal sealed class IdleWorkList
{
    private readonly FailureLog failures;
    private readonly Lock gate = new();
    private readonly List<WeakReference<IIdleWork>> works = [];

    // The reclaimer's own copy, made when the list has changed: ticks run outside the lock.
    private WeakReference<IIdleWork>[] snapshot = [];
    private bool changed;
    private int pruneAt = 64;

    internal IdleWorkList(FailureLog failures) => this.failures = failures;

    internal int Count
    {
        get
        {
            using (gate.EnterScope()) return works.Count;
        }
    }

    internal void Add(IIdleWork work)
    {
        var reference = new WeakReference<IIdleWork>(work);
        using (gate.EnterScope())
        {
            // Trees that come and go without ever retiring a node get no tick in which to be pruned.
            if (works.Count >= pruneAt)
            {
                RemoveCollected();
                pruneAt = Math.Max(64, 2 * works.Count);
            }

            works.Add(reference);
            changed = true;
        }
    }

    /// <summary>Ticks each once, on the reclaimer's thread and outside all locks.</summary>
    /// <returns>Whether one of them wants another tick.</returns>
    internal bool Tick()
    {
        using (gate.EnterScope())
        {
            if (changed) snapshot = [.. works];
            changed = false;
        }

        bool again = false;
        bool collected = false;
        foreach (WeakReference<IIdleWork> reference in snapshot)
        {
            if (!TryTick(reference, ref again)) collected = true;
        }

        if (collected) Prune();
        return again;
    }

    // Not inlined: no register of a method that naps may keep a tree alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryTick(WeakReference<IIdleWork> reference, ref bool again)
    {
        if (!reference.TryGetTarget(out IIdleWork? work)) return false;
        try
        {
            again |= work.Tick();
        }
        catch (Exception e)
        {
            failures.Report(e, state: null);
        }

        return true;
    }

    private void Prune()
    {
        using (gate.EnterScope())
        {
            RemoveCollected();
            changed = true;
        }
    }

    private void RemoveCollected() => works.RemoveAll(static reference => !reference.TryGetTarget(out _));
}
