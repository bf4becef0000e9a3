using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>A word for each inner node of a path.</summary>
[InlineArray(RadixKind.MaxDepth + 1)]
internal struct RadixWordStack
{
    private ulong first;
}
