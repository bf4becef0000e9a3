namespace Exploration;

/// <summary>Several strategies in turn: what one never finds another finds at once.</summary>
internal sealed class Portfolio : Strategy
{
    private readonly Strategy[] strategies;
    private readonly DfsBounded dfs;
    private Strategy current;

    internal Portfolio(ulong seed, int preemptions)
    {
        dfs = new DfsBounded(preemptions);
        strategies = [dfs, new Pct(seed, 2), new RandomWalk(seed), new Pct(seed, 3), dfs, new Pct(seed, 4), new RandomWalk(~seed), new Pct(~seed, 3)];
        current = dfs;
    }

    internal override string Name => $"portfolio ({current.Name})";

    internal override bool IsExhausted => dfs.IsExhausted;

    internal DfsBounded Dfs => dfs;

    internal override void Begin(long index)
    {
        current = strategies[index % strategies.Length];
        current.Begin(index);
    }

    internal override int Pick(Decision decision) => current.Pick(decision);

    internal override void End() => current.End();
}
