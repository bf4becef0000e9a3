using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>Inner nodes of a path, on the stack.</summary>
[InlineArray(RadixKind.MaxDepth + 1)]
internal struct RadixNodeStack
{
    private RadixNode? first;
}
