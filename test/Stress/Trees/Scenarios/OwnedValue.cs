using System;
using System.Threading;

namespace Stress.Trees;

/// <summary>A value that belongs to a tree, and tells its scenario about each disposal.</summary>
internal sealed class OwnedValue(int key, Action<OwnedValue, int> onDispose) : IDisposable
{
    private int disposals;
    private bool isHandedOut;

    internal int Key { get; } = key;

    internal bool IsDisposed => Volatile.Read(ref disposals) != 0;

    /// <summary>Whether a removal gave it to its caller. Snapshots may still show it then, and it does not wait for them.</summary>
    internal bool IsHandedOut
    {
        get => Volatile.Read(ref isHandedOut);
        set => Volatile.Write(ref isHandedOut, value);
    }

    public void Dispose() => onDispose(this, Interlocked.Increment(ref disposals));
}
