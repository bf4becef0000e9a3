namespace Concurrent.Unit.Trees;

/// <summary>What a run of the census is made on.</summary>
internal sealed record CensusWorld(int Capacity, int KeySpace)
{
    public bool Recycles { get; init; } = true;

    public int BagSize { get; init; } = 4;

    public int MaxLimbo { get; init; } = 100_000;

    /// <summary>Every fourth step meets a comparer that throws in the middle of it.</summary>
    public bool ComparerFails { get; init; }
}
