using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>The words of all tags but the first, in a node with 64 slots.</summary>
[InlineArray(RadixKind.MaxTags - 1)]
internal struct RadixTagWords
{
    private ulong first;
}
