using System;

namespace Concurrent.Unit.Radix;

/// <summary>What the integers of a scenario stand for, and how the tree is built that it runs on.</summary>
/// <param name="IndexOf">An index for each integer below <paramref name="Space"/>, ascending.</param>
/// <param name="Space">How many indices there are.</param>
/// <param name="ValueOf">A value for each integer.</param>
/// <param name="Options">How the tree is made.</param>
internal sealed record RadixWorld<TValue>(Func<int, ulong> IndexOf, int Space, Func<int, TValue> ValueOf, RadixTreeOptions<TValue> Options)
{
    /// <summary>Compares all entries after each step; everything else that can be read is compared at the end.</summary>
    public bool CheckEachStep { get; init; } = true;

    /// <summary>Makes the model forget one kind of write: a planted defect, which the run must find.</summary>
    public RadixVerb? Forgotten { get; init; }
}
