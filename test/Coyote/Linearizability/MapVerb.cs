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
    Lower,
    Higher,

    /// <summary>Takes the first entry out.</summary>
    RemoveFirst,

    /// <summary>Takes the last entry out.</summary>
    RemoveLast,

    /// <summary>Removes the keys from <see cref="MapCall.Key"/> to <see cref="MapCall.Comparand"/>, at once.</summary>
    RemoveRange,

    /// <summary>Reads the keys from <see cref="MapCall.Key"/> to <see cref="MapCall.Comparand"/>, at once. The answer is how many, and <see cref="MapState.Fold"/> of all.</summary>
    Range,

    /// <summary>Between which keys an absent one lies: -1 and <see cref="long.MaxValue"/> where there is none.</summary>
    Gap,
}
