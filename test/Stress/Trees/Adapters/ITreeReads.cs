using System;
using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>What can be read of a tree, of a snapshot and of an open batch. Every value that is read is checked.</summary>
internal interface ITreeReads
{
    long Count { get; }

    bool TryGet(ulong key, out long version);

    int GetMany(ReadOnlySpan<ulong> keys, Span<long> versions, Span<bool> found);

    /// <summary>Finds a neighbour of a key; for the ends, of no key.</summary>
    bool TryGetNear(Near how, ulong key, out TreeEntry entry);

    /// <summary>Reads a range, and adds what is found.</summary>
    void Scan(in TreeScan scan, List<TreeEntry> into);
}
