using System.Numerics;

namespace Concurrent;

/// <summary>Where a <see cref="MapleCursor{TKey,TValue}"/> was paused. Holds no node and no section: it may be stored for as long as one likes, and resumed by a cursor of any tree with such keys.</summary>
/// <remarks>The default one is the place before everything, as of a new cursor.</remarks>
public readonly record struct MapleCursorPosition<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    internal MapleCursorPosition(TKey key, TKey first, TKey last, bool isFound, MapleCursorState state)
    {
        Key = key;
        First = first;
        Last = last;
        IsFound = isFound;
        State = state;
    }

    /// <summary>The first key of the range on which the cursor stood, or to which it was set.</summary>
    public TKey First { get; }

    /// <summary>The last key of that range.</summary>
    public TKey Last { get; }

    /// <summary>The key at which the cursor was.</summary>
    public TKey Key { get; }

    internal bool IsFound { get; }

    internal MapleCursorState State { get; }
}
