using System;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Something to be disposed, once, and not used after that.</summary>
internal sealed class Resource : IDisposable
{
    private int disposed;

    public void Dispose() => Check.Equal(0, Interlocked.Exchange(ref disposed, 1), "disposals before this one");

    internal bool IsDisposed => Volatile.Read(ref disposed) != 0;

    /// <summary>Two looks, between which the world can go on.</summary>
    internal void Use()
    {
        Check.That(Volatile.Read(ref disposed) == 0, "R1: a disposed object was reached");
        Check.That(Volatile.Read(ref disposed) == 0, "R1: an object was disposed under its reader");
    }
}
