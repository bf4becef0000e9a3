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
}
