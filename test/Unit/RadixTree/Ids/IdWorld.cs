using System;

namespace Concurrent.Unit.Ids;

/// <summary>The ids of a model test: the space, the places in it where windows begin and end, and how long ranges are.</summary>
internal sealed record IdWorld(ulong First, ulong Last, Func<int, ulong> Place, int Places, int MaxCount)
{
    /// <summary>All ids from the first to the last are places.</summary>
    public static IdWorld Dense(ulong first, ulong last, int maxCount) => new(first, last, place => first + (ulong)place, checked((int)(last - first + 1)), maxCount);

    /// <summary>Places on either side of where words, leaves and nodes of the tree end.</summary>
    public static IdWorld Seams(int maxCount)
    {
        ulong[] seams = [0, 64, 4_096, 4_096 * 2, 4_096 * 64, 1UL << 24, 1UL << 40, 1UL << 63, ulong.MaxValue - 4_095, ulong.MaxValue - 63, ulong.MaxValue];
        const int Around = 7;
        return new(0, ulong.MaxValue, place => unchecked(seams[place / Around] + (ulong)((place % Around) - (Around / 2))), seams.Length * Around, maxCount);
    }

    public override string ToString() => $"{First}..{Last}";
}
