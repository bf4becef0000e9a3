using System.Threading;

namespace Exploration;

/// <summary>What says that a thread may run. One giver, one taker; taken as often as given.</summary>
internal sealed class Baton
{
    private const int Nobody = 0, Given = 1, Asleep = 2;

    private int state;

    internal void Give()
    {
        if (Interlocked.Exchange(ref state, Given) != Asleep) return;
        lock (this) Monitor.Pulse(this);
    }

    internal void Take(int spins)
    {
        for (int i = 0; i < spins; i++)
        {
            if (Volatile.Read(ref state) == Given)
            {
                Volatile.Write(ref state, Nobody);
                return;
            }

            Thread.SpinWait(8);
        }

        if (Interlocked.CompareExchange(ref state, Asleep, Nobody) == Nobody)
        {
            lock (this)
            {
                while (Volatile.Read(ref state) == Asleep) Monitor.Wait(this);
            }
        }

        Volatile.Write(ref state, Nobody);
    }
}
