namespace Exploration;

/// <summary>Answers by chance. Each schedule has its own odds of a switch, of a delayed store and of its end: few schedules are all alike.</summary>
internal sealed class RandomWalk(ulong seed) : Strategy
{
    private RandomSource random;
    private int switchOdds;
    private int delayOdds;
    private int flushOdds;

    internal override string Name => "random";

    internal override void Begin(long index)
    {
        random = RandomSource.Of(seed, index);
        switchOdds = 1 + random.Below(4);
        delayOdds = 1 + random.Below(3);
        flushOdds = 2 + random.Below(6); // a fence ends it in any case
    }

    internal override int Pick(Decision decision)
    {
        if (decision.Kind == DecisionKind.Delay) return decision.IndexOf(random.OnceIn(delayOdds) ? Choice.Delay : Choice.StoreNow);
        int runs = 0;
        while (runs < decision.Count && decision[runs].IsRun) runs++;
        if (runs == 0) return random.Below(decision.Count);
        if (runs < decision.Count && random.OnceIn(flushOdds)) return runs + random.Below(decision.Count - runs);
        if (!decision.CurrentCanContinue) return random.Below(runs);
        return runs == 1 || !random.OnceIn(switchOdds) ? 0 : 1 + random.Below(runs - 1);
    }
}
