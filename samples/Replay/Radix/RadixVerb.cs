namespace Concurrent.Replay;

/// <summary>What a step of a <see cref="RadixScript"/> does.</summary>
internal enum RadixVerb : byte
{
    /// <summary>Empties everything.</summary>
    Clear,

    /// <summary>Takes exactly this descriptor.</summary>
    Take,

    /// <summary>Lets the allocator choose the lowest free descriptor, which must be the one that the kernel chose.</summary>
    Allocate,

    /// <summary>Frees a descriptor.</summary>
    Free,

    /// <summary>Stores a folio where nothing is.</summary>
    Enter,

    /// <summary>Removes a folio.</summary>
    Leave,

    /// <summary>Tags a folio as dirty.</summary>
    Dirty,

    /// <summary>Finds everything dirty in a range, of which there must be exactly so much, and cleans it.</summary>
    WriteBack,
}
