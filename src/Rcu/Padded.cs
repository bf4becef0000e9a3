using System.Runtime.InteropServices;

namespace Concurrent.Rcu;

/// <summary>A 64-bit word alone on its cache lines: 128 bytes on either side, because processors fetch lines in pairs.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * Padding)]
internal struct PaddedInt64
{
    internal const int Padding = 128;

    [FieldOffset(Padding)]
    internal long Value;
}

/// <summary>A 32-bit word alone on its cache lines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * PaddedInt64.Padding)]
internal struct PaddedInt32
{
    [FieldOffset(PaddedInt64.Padding)]
    internal int Value;
}

/// <summary>The two words a reader writes, alone on their cache lines.</summary>
[StructLayout(LayoutKind.Explicit, Size = 2 * PaddedInt64.Padding)]
internal struct PaddedReaderState
{
    /// <summary>The epoch the outermost section announced; 0 = idle. Written by the owner, read by every scan.</summary>
    [FieldOffset(PaddedInt64.Padding)]
    internal long Epoch;

    /// <summary>How many sections are open: nested ones in the lower half, enumerators in the upper. Read and written by the owner only.</summary>
    [FieldOffset(PaddedInt64.Padding + sizeof(long))]
    internal long Depth;
}
