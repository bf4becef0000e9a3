using System.Runtime.InteropServices;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>
/// The writer's two published counters, steps started and steps applied, from which a reader learns which states its read may have
/// seen. Both only grow.
/// </summary>
/// <remarks>
/// A read that samples <see cref="Applied"/> = a before and <see cref="SampleStarted"/> = s after itself saw one of the states a to s:
/// every step below a was applied before the read began, and a step that it saw any store of had been counted as started.
/// </remarks>
internal sealed class StepClock
{
    private Counters _counters;

    /// <summary>How many steps are surely visible to what the calling thread reads next.</summary>
    public long Applied => Volatile.Read(ref _counters.Applied); // acquire: before the loads of the read. Pairs with End.

    /// <summary>How many steps were started by the time that the calling thread's last read ended.</summary>
    public long SampleStarted()
    {
        Volatile.ReadBarrier(); // loads of the read -> load of Started. Pairs with the barrier in Begin.
        return Volatile.Read(ref _counters.Started);
    }

    /// <summary>Writer only: this step is about to be applied.</summary>
    public void Begin(long step)
    {
        Volatile.Write(ref _counters.Started, step + 1);
        Volatile.WriteBarrier(); // store of Started -> stores of the step. Pairs with the barrier in SampleStarted.
    }

    /// <summary>Writer only: this step has been applied.</summary>
    public void End(long step) => Volatile.Write(ref _counters.Applied, step + 1); // release: after the stores of the step.

    /// <summary>Alone on its cache lines: readers poll it, and nothing else should slow down for that.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 272)]
    private struct Counters
    {
        [FieldOffset(128)]
        public long Started;

        [FieldOffset(136)]
        public long Applied;
    }
}
