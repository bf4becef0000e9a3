using System;
using System.Threading;

namespace Concurrent.Unit;

/// <summary>Counts how often it is disposed.</summary>
internal sealed class CountedDisposable : IDisposable
{
    private int disposals;

    internal int Disposals => Volatile.Read(ref disposals);

    public void Dispose() => Interlocked.Increment(ref disposals);
}
