#if DEBUG
using System;

namespace Concurrent.Nodes;

/// <summary>Debug builds: what a recycled node looks like, so that a reader that still holds it fails loudly instead of reading on.</summary>
internal static class Poison
{
    internal const int Count = int.MinValue;

    internal static void Header(Node node)
    {
        if (node.Count == Count) throw new InvalidOperationException("R2: a node is recycled twice; it was retired twice, or retired and given back.");
        node.Count = Count;
        node.Level = -1;
        node.Stamp = -1;
    }
}
#endif
