using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>4 slots, inside the node object.</summary>
[InlineArray(4)]
internal struct PrefixSlots4<T>
{
    private T first;
}

/// <summary>8 slots, inside the node object.</summary>
[InlineArray(8)]
internal struct PrefixSlots8<T>
{
    private T first;
}

/// <summary>16 slots, inside the node object.</summary>
[InlineArray(16)]
internal struct PrefixSlots16<T>
{
    private T first;
}

/// <summary>32 slots, inside the node object.</summary>
[InlineArray(32)]
internal struct PrefixSlots32<T>
{
    private T first;
}

/// <summary>48 slots, inside the node object.</summary>
[InlineArray(48)]
internal struct PrefixSlots48<T>
{
    private T first;
}

/// <summary>256 slots, inside the node object.</summary>
[InlineArray(256)]
internal struct PrefixSlots256<T>
{
    private T first;
}
