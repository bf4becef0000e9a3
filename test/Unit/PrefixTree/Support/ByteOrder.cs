using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Byte strings in the order that the tree has them in.</summary>
internal sealed class ByteOrder : IComparer<byte[]>
{
    public static ByteOrder Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
}
