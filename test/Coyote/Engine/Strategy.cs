namespace Exploration;

/// <summary>Answers the decisions of one schedule after the other.</summary>
internal abstract class Strategy
{
    internal abstract string Name { get; }

    /// <summary>Whether every schedule within the strategy's bounds has been run.</summary>
    internal virtual bool IsExhausted => false;

    /// <summary>Begins a schedule. May be called again for the same index when a schedule has to be repeated: the answers must then be the same.</summary>
    internal abstract void Begin(long index);

    /// <summary>The index of the option taken.</summary>
    internal abstract int Pick(Decision decision);

    /// <summary>A schedule has ended without a failure.</summary>
    internal virtual void End()
    {
    }
}
