namespace Concurrent;

/// <summary>An entry of a leaf.</summary>
/// <remarks>Key and value side by side: the look-up that compares the one hands out the other, from the same cache line.</remarks>
internal struct PrefixCell<TValue>
{
    /// <summary>The whole key. Never changes, and belongs to the tree alone; null in a slot that is not taken.</summary>
    internal byte[]? Key;

    /// <summary>The value; a reader goes through <see cref="Nodes.AtomicSlot{T}.Read"/>.</summary>
    internal TValue Value;
}
