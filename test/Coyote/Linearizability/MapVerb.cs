namespace Exploration.Linearizability;

/// <summary>What was asked of the map.</summary>
internal enum MapVerb
{
    TryAdd,
    Set,
    CompareAndSet,
    TryRemove,
    TryGet,
    Floor,
    Ceiling,
    First,
    Last,
}
