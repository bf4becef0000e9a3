namespace Exploration;

internal enum StrategyKind
{
    Portfolio,
    Random,
    Pct,
    Dfs,
}
