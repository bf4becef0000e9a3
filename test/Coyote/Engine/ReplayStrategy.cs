using System.Collections.Generic;

namespace Exploration;

/// <summary>Answers as a trace says, to the letter.</summary>
internal sealed class ReplayStrategy(IReadOnlyList<Choice> choices) : Strategy
{
    private int position;

    internal override string Name => "replay";

    /// <summary>Whether the schedule asked for every choice of the trace.</summary>
    internal bool IsUsedUp => position == choices.Count;

    internal override void Begin(long index) => position = 0;

    internal override int Pick(Decision decision)
    {
        if (position == choices.Count) throw new NondeterminismException($"The trace ends after {position} decisions, but there is another one.");
        int index = decision.IndexOf(choices[position++]);
        if (index < 0) throw new NondeterminismException($"Decision {position} of the trace, '{choices[position - 1]}', is not possible there.");
        return index;
    }
}
