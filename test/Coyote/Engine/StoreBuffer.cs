using System;

namespace Exploration;

/// <summary>One thread's stores that others do not see yet, oldest first.</summary>
/// <remarks>
/// While its thread runs the stores stand in memory, so that the thread's own loads see them, plain ones too; before another thread runs they are taken out again.
/// So every thread reads memory plainly and finds what its processor would show it.
/// </remarks>
internal sealed class StoreBuffer
{
    private BufferedStore[] stores = [];

    internal int Count { get; private set; }

    internal ref readonly BufferedStore Oldest => ref stores[0];

    /// <summary>Adds a store of the thread that runs, and makes it in memory.</summary>
    internal void Add(BufferedStore store)
    {
        if (Count == stores.Length) Array.Resize(ref stores, Math.Max(8, 2 * Count));
        stores[Count] = store;
        stores[Count++].Show();
    }

    /// <summary>The thread stops running.</summary>
    internal void Hide()
    {
        for (int i = Count - 1; i >= 0; i--) stores[i].Hide();
    }

    /// <summary>The thread goes on running.</summary>
    internal void Show()
    {
        for (int i = 0; i < Count; i++) stores[i].Show();
    }

    /// <summary>Makes the oldest store visible to all.</summary>
    /// <param name="hidden">Whether the thread does not run, so that its stores are not in memory.</param>
    internal void FlushOldest(bool hidden)
    {
        if (hidden) stores[0].Show();
        Count--;
        Array.Copy(stores, 1, stores, 0, Count);
        stores[Count] = default;
    }

    /// <summary>Forgets everything: the schedule is over, and so is the memory it ran in.</summary>
    internal void Clear()
    {
        Array.Clear(stores, 0, Count);
        Count = 0;
    }
}
