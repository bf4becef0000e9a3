using System;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>What the integers of a scenario stand for, and how the tree is built that it runs on.</summary>
/// <param name="KeyOf">A key for each integer below <paramref name="KeySpace"/>, ascending.</param>
/// <param name="ValueOf">A value for each integer.</param>
/// <param name="Options">How the tree is made.</param>
/// <param name="KeySpace">How many keys there are.</param>
internal sealed record RangeWorld<TKey, TValue>(Func<int, TKey> KeyOf, Func<int, TValue> ValueOf, MapleTreeOptions<TKey, TValue> Options, int KeySpace)
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Compares everything after each step instead of only at the end.</summary>
    public bool CheckEachStep { get; init; } = true;

    /// <summary>Makes the model forget one kind of write: a planted defect, which the run must find.</summary>
    public RangeVerb? Forgotten { get; init; }
}
