using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>4 slots, inside the node object.</summary>
[InlineArray(4)]
internal struct RadixSlots4<T>
{
    private T first;
}

/// <summary>16 slots, inside the node object.</summary>
[InlineArray(16)]
internal struct RadixSlots16<T>
{
    private T first;
}

/// <summary>64 slots, inside the node object.</summary>
[InlineArray(64)]
internal struct RadixSlots64<T>
{
    private T first;
}
