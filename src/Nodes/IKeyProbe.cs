namespace Concurrent.Nodes;

/// <summary>What a search looks for: a key, or something else that has a place among the keys.</summary>
internal interface IKeyProbe<TKey>
{
    /// <summary>How many of the first <paramref name="count"/> keys lie before the probe or, with <paramref name="orEqual"/>, not behind it.</summary>
    /// <param name="keys">The first key of a node.</param>
    /// <param name="count">How many keys count; what lies behind them may be changing (P1e).</param>
    /// <param name="capacity">How many keys the node has room for.</param>
    /// <param name="orEqual">Whether a key that equals the probe counts.</param>
    int Count(ref TKey keys, int count, int capacity, bool orEqual);
}
