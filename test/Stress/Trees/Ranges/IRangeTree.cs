using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>A tree that holds one value over many keys. Values are checked against the region in which their key lies.</summary>
internal interface IRangeTree
{
    void StoreRange(ulong first, ulong last, long version);

    void RemoveRange(ulong first, ulong last);

    /// <summary>The version of a key, and the range over which it is stored.</summary>
    bool TryGet(ulong key, out long version, out ulong first, out ulong last);

    /// <summary>The ranges of a window, in order.</summary>
    void Scan(ulong first, ulong last, bool frozen, List<TreePiece> into);

    void CheckInvariants();
}
