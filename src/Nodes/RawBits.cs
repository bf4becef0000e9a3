using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Concurrent.Nodes;

/// <summary>Compares values of any type by their bits: runs no user code, so it may be done under a lock (W1).</summary>
internal static class RawBits
{
    /// <summary>Whether two places hold the same bits, padding included.</summary>
    internal static bool Same<T>(ref T left, ref T right)
    {
        while (true)
        {
            int collections = GC.CollectionCount(0);
            bool same = Bytes(ref left).SequenceEqual(Bytes(ref right));
            // References are compared as addresses. A collection between the two loads may have put another object where the first one was.
            if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() || GC.CollectionCount(0) == collections) return same;
        }
    }

    /// <summary>Copies padding as well, which an assignment need not.</summary>
    internal static void Copy<T>(ref T source, ref T target)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) MemoryMarshal.CreateSpan(ref source, 1).CopyTo(MemoryMarshal.CreateSpan(ref target, 1));
        else Bytes(ref source).CopyTo(Bytes(ref target));
    }

    private static Span<byte> Bytes<T>(ref T place) => MemoryMarshal.CreateSpan(ref Unsafe.As<T, byte>(ref place), Unsafe.SizeOf<T>());
}
