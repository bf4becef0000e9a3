using System.Runtime.InteropServices;

namespace Concurrent;

/// <summary>What the writer of an id allocator keeps beside the ids, alone on its cache lines: each call changes it, and readers should not notice.</summary>
[StructLayout(LayoutKind.Explicit, Size = (2 * Padding) + 64)]
internal struct IdBooks
{
    private const int Padding = 128;

    /// <summary>Allocated ids. Others read it, too.</summary>
    [FieldOffset(Padding)]
    internal ulong Allocated;

    /// <summary>Freed ids that wait. Others read it, too.</summary>
    [FieldOffset(Padding + 8)]
    internal ulong Pending;

    /// <summary>Where the cyclic search goes on. Others read it, too.</summary>
    [FieldOffset(Padding + 16)]
    internal ulong Next;

    /// <summary>Below it every id is taken.</summary>
    [FieldOffset(Padding + 24)]
    internal ulong Lowest;

    /// <summary>The tag up to which the domain has been asked to end grace periods.</summary>
    [FieldOffset(Padding + 32)]
    internal long Requested;

    /// <summary>Whether the cyclic search has given out the greatest id, and nothing since.</summary>
    [FieldOffset(Padding + 40)]
    internal bool HasPassedLast;
}
