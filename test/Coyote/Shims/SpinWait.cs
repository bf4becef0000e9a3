using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.SpinWait</c>: a spinning thread does not run again before another thread has written something.</summary>
internal struct SpinWait
{
    internal int Count { get; private set; }

    /// <summary>Always: the real one spins ten times first, but here a spin lasts until others have written, and what is done only before a yield must not wait for that.</summary>
    internal readonly bool NextSpinWillYield => Count >= 0;

    internal void SpinOnce([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Count++;
        LogicalThread? self = LogicalThread.Current;
        if (self is null) System.Threading.Thread.Yield();
        else self.Engine.Spin(self, new Site("", file, line));
    }

    internal void SpinOnce(int sleep1Threshold, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _ = sleep1Threshold; // how it waits is a matter of speed
        SpinOnce(file, line);
    }

    internal void Reset() => Count = 0;
}
