namespace Exploration;

/// <summary>Follows a script where that is possible, and else goes on with whoever runs.</summary>
internal sealed class GuidedStrategy(ScheduleScript script) : Strategy
{
    private int position;

    internal override string Name => "shrink";

    internal override void Begin(long index) => position = 0;

    internal override int Pick(Decision decision)
    {
        if (decision.Kind == DecisionKind.Delay)
            return decision.IndexOf(script.Delays.Contains((decision.Current, decision.PointsOf(decision.Current))) ? Choice.Delay : Choice.StoreNow);
        while (position < script.Parts.Count)
        {
            ScheduleScript.Part part = script.Parts[position];
            if (part.IsFlush) position++;
            int index = decision.IndexOf(part.IsFlush ? Choice.Flush(part.Thread) : Choice.Run(part.Thread));
            if (index >= 0 && (part.IsFlush || decision.PointsOf(part.Thread) < part.Until)) return index;
            if (!part.IsFlush) position++;
        }

        return 0;
    }
}
