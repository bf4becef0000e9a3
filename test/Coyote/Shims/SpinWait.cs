using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.SpinWait</c>: a spinning thread does not run again before another thread has written something.</summary>
internal struct SpinWait
{
    /// <summary>The real one begins to yield after ten spins on a machine with several cores; less here, so that short schedules reach what comes then.</summary>
    private const int SpinsBeforeYield = 2;

    internal int Count { get; private set; }

    internal readonly bool NextSpinWillYield => Count >= SpinsBeforeYield;

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
