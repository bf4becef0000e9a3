using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Where the members of a group wait for each other, so that they begin at one instant. Gives up when the run ends, or a member has failed.</summary>
internal sealed class Meeting(int members)
{
    private int arrived;
    private int held;
    private int broken;

    internal void Break() => Volatile.Write(ref broken, 1);

    internal bool IsBroken => Volatile.Read(ref broken) != 0;

    /// <summary>Waits until all are here.</summary>
    /// <returns>Whether they are; otherwise nobody is waited for any more.</returns>
    internal bool Join(Worker worker)
    {
        int meeting = Volatile.Read(ref held);
        if (Interlocked.Increment(ref arrived) == members)
        {
            Volatile.Write(ref arrived, 0);
            Volatile.Write(ref held, meeting + 1);
            return true;
        }

        var spin = default(SpinWait);
        while (Volatile.Read(ref held) == meeting)
        {
            if (worker.Stopping || IsBroken) return false;
            spin.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }
}
