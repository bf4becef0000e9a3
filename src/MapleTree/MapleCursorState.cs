namespace Concurrent;

/// <summary>What the last call left a maple tree's cursor in, beyond the keys where it is.</summary>
internal enum MapleCursorState : byte
{
    /// <summary>On the keys it was set to, or on a range that was found.</summary>
    On,

    /// <summary>What comes next is behind (or before) its range, also for the first search.</summary>
    Paused,

    /// <summary>A step upwards found nothing: it counts as one past its range.</summary>
    Overflow,

    /// <summary>A step downwards found nothing: it counts as one before its range.</summary>
    Underflow,
}
