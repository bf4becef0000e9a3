using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>What the integers of a scenario stand for, and how the tree is built that it runs on.</summary>
/// <param name="Keys">The keys, ascending.</param>
/// <param name="ValueOf">A value for each integer.</param>
/// <param name="Options">How the tree is made.</param>
internal sealed record PrefixWorld<TValue>(IReadOnlyList<byte[]> Keys, Func<int, TValue> ValueOf, PrefixTreeOptions<TValue> Options)
{
    /// <summary>Compares all entries after each step; everything else that can be read is compared at the end.</summary>
    public bool CheckEachStep { get; init; } = true;

    /// <summary>Asks a tree and a snapshot everything that can be asked; the tests of the reads know how to only where values are <see cref="int"/>.</summary>
    public Action<PrefixTree<TValue>, SortedDictionary<byte[], TValue>>? CheckReads { get; init; }

    /// <summary>The same for a snapshot.</summary>
    public Action<PrefixTreeSnapshot<TValue>, SortedDictionary<byte[], TValue>>? CheckSnapshotReads { get; init; }

    /// <summary>Makes the model forget one kind of write: a planted defect, which the run must find.</summary>
    public PrefixVerb? Forgotten { get; init; }
}
