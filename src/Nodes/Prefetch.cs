using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Concurrent.Nodes;

/// <summary>Asks for cache lines ahead of their use. A hint: the address may be moved by the collector or belong to a node that is gone, and nothing bad follows.</summary>
internal static class Prefetch
{
    private const int Line = 64;

    /// <summary>Up to the first eight lines of <typeparamref name="TBlock"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Block<TBlock>(ref TBlock block)
    {
        if (!Sse.IsSupported) return; // no portable form for ARM64 in .NET
        byte* address = (byte*)Unsafe.AsPointer(ref Unsafe.As<TBlock, byte>(ref block));
        if (Unsafe.SizeOf<TBlock>() > 0 * Line) Sse.Prefetch0(address);
        if (Unsafe.SizeOf<TBlock>() > 1 * Line) Sse.Prefetch0(address + (1 * Line));
        if (Unsafe.SizeOf<TBlock>() > 2 * Line) Sse.Prefetch0(address + (2 * Line));
        if (Unsafe.SizeOf<TBlock>() > 3 * Line) Sse.Prefetch0(address + (3 * Line));
        if (Unsafe.SizeOf<TBlock>() > 4 * Line) Sse.Prefetch0(address + (4 * Line));
        if (Unsafe.SizeOf<TBlock>() > 5 * Line) Sse.Prefetch0(address + (5 * Line));
        if (Unsafe.SizeOf<TBlock>() > 6 * Line) Sse.Prefetch0(address + (6 * Line));
        if (Unsafe.SizeOf<TBlock>() > 7 * Line) Sse.Prefetch0(address + (7 * Line));
    }

    /// <summary>The line that <paramref name="place"/> begins in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void One<T>(ref T place)
    {
        if (Sse.IsSupported) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.As<T, byte>(ref place)));
    }

    /// <summary>The beginning of the object that a slot refers to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Object<T>(ref T slot)
    {
        // As a number: as a reference it would be checked for null, by the very load that is to be spared.
        if (Sse.IsSupported && !typeof(T).IsValueType) Sse.Prefetch0((void*)Unsafe.As<T, nint>(ref slot));
    }

    /// <summary>The header of a node, and the first lines of the keys that follow it: what a search in the node reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Header<TBlock>(Node node, ref TBlock keys)
    {
        if (!Sse.IsSupported) return;
        Sse.Prefetch0(Unsafe.AsPointer(ref node.Count));
        // The keys begin in the header's line and end in one more than they fill.
        byte* end = (byte*)Unsafe.AsPointer(ref Unsafe.As<TBlock, byte>(ref keys)) + Unsafe.SizeOf<TBlock>() - 1;
        if (Unsafe.SizeOf<TBlock>() > 0 * Line) Sse.Prefetch0(end);
        if (Unsafe.SizeOf<TBlock>() > 1 * Line) Sse.Prefetch0(end - (1 * Line));
        if (Unsafe.SizeOf<TBlock>() > 2 * Line) Sse.Prefetch0(end - (2 * Line));
        if (Unsafe.SizeOf<TBlock>() > 3 * Line) Sse.Prefetch0(end - (3 * Line));
    }
}
