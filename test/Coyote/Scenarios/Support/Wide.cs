namespace Exploration.Scenarios;

/// <summary>A value of 16 bytes, which no hardware stores as a whole: its halves are equal, or it is torn.</summary>
internal readonly record struct Wide(long Left, long Right)
{
    internal static Wide Of(long value) => new(value, value);

    internal long Whole()
    {
        Check.Equal(Left, Right, "a value of 16 bytes is torn");
        return Left;
    }
}
