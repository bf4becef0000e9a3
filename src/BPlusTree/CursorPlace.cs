namespace Concurrent;

/// <summary>Where a cursor stands.</summary>
internal enum CursorPlace : byte
{
    /// <summary>It has not moved yet, or found the tree empty.</summary>
    Nowhere,

    /// <summary>On the entry of its key.</summary>
    On,

    /// <summary>Between entries, right before its key.</summary>
    Before,

    /// <summary>Between entries, right behind its key.</summary>
    Behind,
}
