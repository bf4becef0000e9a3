using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Whether two values are the same: the same object, or the same bits. No user code, so it may be asked under the writer lock (W1).</summary>
internal static class ValueIdentity<TValue>
{
    internal static bool Same(ref TValue left, ref TValue right) =>
        typeof(TValue).IsValueType ? RawBits.Same(ref left, ref right) : ReferenceEquals(left, right);
}
