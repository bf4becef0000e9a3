using System;
using System.Collections.Generic;

namespace Stress.Scaling;

/// <summary>What is measured.</summary>
internal sealed record ScaleOptions
{
    /// <summary>Numbers of readers, ascending, the first is 1: what the others are compared with.</summary>
    internal required IReadOnlyList<int> Readers { get; init; }

    internal int Entries { get; init; } = 1_000_000;

    /// <summary>Each of the <see cref="Rounds"/> of a measurement is so long.</summary>
    internal TimeSpan Round { get; init; } = TimeSpan.FromSeconds(1);

    internal int Rounds { get; init; } = 3;

    /// <summary>1, 2, 4 ... and the number of cores.</summary>
    internal static IReadOnlyList<int> ReadersFor(int cores)
    {
        var readers = new List<int>();
        for (int count = 1; count < cores; count *= 2) readers.Add(count);
        readers.Add(cores);
        return readers;
    }
}
