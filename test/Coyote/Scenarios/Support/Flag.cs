using Concurrent;

namespace Exploration.Scenarios;

/// <summary>A count that one thread raises and another waits for. A wait that nobody ends is reported as a deadlock.</summary>
internal sealed class Flag
{
    private long raised;

    internal long Count => Volatile.Read(ref raised);

    internal bool IsUp => Count != 0;

    internal void Raise() => Interlocked.Increment(ref raised);

    internal void WaitFor(long count = 1)
    {
        var spinner = new SpinWait();
        while (Count < count) spinner.SpinOnce();
    }
}
