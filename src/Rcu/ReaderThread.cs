using System;
using System.Runtime.CompilerServices;

namespace Concurrent.Rcu;

/// <summary>What the module keeps per thread. The only thread-statics of the library, so that a test engine can reset them in one place.</summary>
/// <remarks>Not generic on purpose: a thread-static in a generic holder over reference types costs a dictionary look-up (2.4 ns against 0.25 ns).</remarks>
internal static class ReaderThread
{
    /// <summary>This thread's slot in each domain, by <see cref="RcuDomain.Index"/>. An entry may belong to a disposed domain: check its owner.</summary>
    [ThreadStatic]
    internal static ReaderSlot?[]? Slots;

    /// <summary>This thread's slot in the domain it read last: most threads stay with one, and find it here without the array.</summary>
    [ThreadStatic]
    internal static ReaderSlot? LastSlot;

    /// <summary>How many writer locks this thread holds: waiting for a grace period below one could wait for a reader that waits for the lock.</summary>
    [ThreadStatic]
    internal static int WriterLocksHeld;

    /// <summary>This thread's managed id; 0 until somebody asked for it.</summary>
    [ThreadStatic]
    internal static int KnownId;

    /// <summary>This thread's managed id. Kept here because the lock asks for it twice in each write, and this is cheaper than <see cref="Environment.CurrentManagedThreadId"/>.</summary>
    internal static int Id
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            int known = KnownId;
            return known != 0 ? known : Ask();
        }
    }

    /// <summary>The domain whose callbacks this thread is running, if it is a reclaimer.</summary>
    [ThreadStatic]
    internal static RcuDomain? ReclaimerOf;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Ask() => KnownId = Environment.CurrentManagedThreadId;

    /// <summary>Puts <paramref name="slot"/> at <paramref name="index"/>, growing the array when this thread is new to so many domains.</summary>
    internal static void SetSlot(int index, ReaderSlot slot)
    {
        ReaderSlot?[] slots = Slots ?? [];
        if (index >= slots.Length) Array.Resize(ref slots, Math.Max(index + 1, 4));
        slots[index] = slot;
        Slots = slots;
    }

    /// <summary>Whether this thread is inside a section of any domain.</summary>
    internal static bool IsInAnySection()
    {
        foreach (ReaderSlot? slot in Slots ?? [])
        {
            if (slot is { IsInSection: true }) return true;
        }

        return false;
    }

    internal static ReaderSlot? FindSlot(RcuDomain domain)
    {
        ReaderSlot?[]? slots = Slots;
        if (slots is null || (uint)domain.Index >= (uint)slots.Length) return null;
        ReaderSlot? slot = slots[domain.Index];
        return slot is not null && slot.Domain == domain ? slot : null;
    }
}
