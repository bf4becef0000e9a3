using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>The writer's side, for the id allocator, which keeps its ids in a tree and writes to it under that tree's lock.</summary>
    internal RadixCore<TValue> Core => core;

    /// <summary>The root slot, for the same.</summary>
    internal ref Node? RootSlot => ref root;
}
