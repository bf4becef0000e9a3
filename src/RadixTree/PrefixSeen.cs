using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A value as it was read without the lock, to be recognised under it: user code (equality, factories) runs in between (W1).</summary>
/// <remarks>By its bits, padding included: an equal value that is stored again is the same, so far as anybody can tell.</remarks>
internal struct PrefixSeen<TValue>
{
    private TValue value;

    /// <summary>Looks for the value of a key; inside a section.</summary>
    /// <returns>Whether there is one.</returns>
    internal static bool TryRead(ref Node? root, ReadOnlySpan<byte> key, out PrefixSeen<TValue> seen)
    {
        seen = default;
        ref TValue place = ref PrefixReader<TValue>.FindPlace(ref root, key);
        if (Unsafe.IsNullRef(ref place)) return false;
        if (AtomicSlot<TValue>.IsAtomic) seen.value = AtomicSlot<TValue>.Read(ref place);
        else RawBits.Copy(ref place, ref seen.value);
        return true;
    }

    internal readonly TValue Value => value;

    /// <summary>Whether the key still has the value; under the lock.</summary>
    internal bool IsThere(ref Node? root, ReadOnlySpan<byte> key)
    {
        ref TValue place = ref PrefixReader<TValue>.FindPlace(ref root, key);
        if (Unsafe.IsNullRef(ref place)) return false;
        return AtomicSlot<TValue>.IsAtomic ? AtomicSlot<TValue>.Same(place, value) : RawBits.Same(ref place, ref value);
    }
}
