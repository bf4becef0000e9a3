namespace Concurrent.Replay;

/// <summary>What is replayed.</summary>
internal enum ReplayWorkload
{
    /// <summary>A heap, in a B+ tree.</summary>
    Heap,

    /// <summary>An address space and a routing table, in maple trees.</summary>
    Maple,
}
