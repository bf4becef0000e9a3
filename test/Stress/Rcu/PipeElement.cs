using System.Threading;

namespace Stress.Rcu;

/// <summary>Something that readers meet, that is unlinked, grows older with every grace period, and is used again at the end of the pipe.</summary>
internal sealed class PipeElement
{
    /// <summary>Grace periods from the unlinking to the next use.</summary>
    internal const int PipeLength = 4;

    /// <summary>A reader may find an element that was unlinked under its eyes (1), but none whose grace period is over (2).</summary>
    internal const int OldestMet = 1;

    private int age;
    private long serial;
    private long complement;

    /// <summary>0 while linked, 1 from the unlinking, one more after each grace period.</summary>
    internal int Age => Volatile.Read(ref age);

    /// <summary>Whether the words agree that are written between two uses, when no reader may look.</summary>
    internal bool IsWhole => Volatile.Read(ref serial) == ~Volatile.Read(ref complement);

    /// <summary>Made ready for its next use. The words are plain: publication orders them.</summary>
    internal void Renew()
    {
        serial++;
        complement = ~serial;
        age = 0;
    }

    /// <summary>Unlinked, or a grace period has passed.</summary>
    /// <returns>Its age now.</returns>
    internal int GrowOlder()
    {
        int now = Volatile.Read(ref age) + 1;
        Volatile.Write(ref age, now);
        // Out of every reader's sight: who looks all the same finds words that do not fit.
        if (now == PipeLength) complement = serial;
        return now;
    }
}
