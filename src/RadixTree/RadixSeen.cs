using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A value as it was read without the lock, to be recognised under it: user code (equality, factories) runs in between (W1).</summary>
/// <remarks>By its bits, padding included: an equal value that is stored again is the same, so far as anybody can tell.</remarks>
internal struct RadixSeen<TValue>
{
    private TValue value;

    /// <summary>Looks for the value of an index; inside a section.</summary>
    /// <returns>Whether there is one.</returns>
    internal static bool TryRead(ref Node? root, ulong index, out RadixSeen<TValue> seen)
    {
        seen = default;
        ref TValue place = ref RadixReader<TValue>.FindPlace(ref root, index, out _, out _);
        if (Unsafe.IsNullRef(ref place)) return false;
        if (AtomicSlot<TValue>.IsAtomic) seen.value = AtomicSlot<TValue>.Read(ref place);
        else RawBits.Copy(ref place, ref seen.value);
        return true;
    }

    internal readonly TValue Value => value;

    /// <summary>Whether the index still has the value; under the lock.</summary>
    internal bool IsThere(ref Node? root, ulong index)
    {
        ref TValue place = ref RadixReader<TValue>.FindPlace(ref root, index, out _, out _);
        if (Unsafe.IsNullRef(ref place)) return false;
        return AtomicSlot<TValue>.IsAtomic ? AtomicSlot<TValue>.Same(place, value) : RawBits.Same(ref place, ref value);
    }
}
