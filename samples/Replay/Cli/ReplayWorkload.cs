namespace Concurrent.Replay;

/// <summary>What is replayed.</summary>
internal enum ReplayWorkload
{
    /// <summary>A heap, in a B+ tree.</summary>
    Heap,

    /// <summary>An address space and a routing table, in maple trees.</summary>
    Maple,

    /// <summary>A page cache and a table of descriptors, in radix trees and an id allocator.</summary>
    Radix,

    /// <summary>A dictionary of words, in a prefix tree.</summary>
    Prefix,
}
