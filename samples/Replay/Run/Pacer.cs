using System.Diagnostics;
using System.Threading;

namespace Concurrent.Replay;

/// <summary>Holds the writer to a number of steps per second, until a deadline: what is left of the round then goes at full speed.</summary>
internal sealed class Pacer(long stepsPerSecond, long started, long deadline)
{
    /// <summary>Below this it spins: a sleep is not that short.</summary>
    private static readonly long ShortestSleep = Stopwatch.Frequency / 500;

    /// <summary>How long it sleeps at most, so that an end of the run is noticed.</summary>
    private static readonly long LongestSleep = Stopwatch.Frequency / 20;

    /// <summary>How many steps were held to the rate.</summary>
    public long PacedSteps { get; private set; }

    /// <summary>Returns when the step is due, or the run is to end.</summary>
    public void Wait(long step, CancellationToken cancellation)
    {
        long due = started + (long)(step * ((double)Stopwatch.Frequency / stepsPerSecond));
        while (true)
        {
            long now = Stopwatch.GetTimestamp();
            if (now >= deadline || cancellation.IsCancellationRequested)
            {
                return;
            }

            long early = due - now;
            if (early <= 0)
            {
                PacedSteps++;
                return;
            }

            if (early >= ShortestSleep)
            {
                long sleep = long.Min(early - (ShortestSleep / 2), long.Min(LongestSleep, deadline - now));
                Thread.Sleep((int)(sleep * 1000 / Stopwatch.Frequency));
            }
            else
            {
                Thread.SpinWait(20);
            }
        }
    }
}
