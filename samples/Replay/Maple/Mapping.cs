using System;
using System.Globalization;

namespace Concurrent.Replay;

/// <summary>What the map of an address space holds for a mapping, in 64 bits: so a range that is mapped again as a whole is overwritten in place, and a torn read would show.</summary>
/// <remarks>From the low end: 4 bits of protection (x, w, r, shared), 12 bits of object, 48 bits of the step of the run that mapped it, counted across rounds.</remarks>
internal static class Mapping
{
    public const int MostObjects = (1 << 12) - 1;
    private const int StepShift = 16;
    private const int Access = 7;

    /// <summary>The kind: protection and object.</summary>
    public static ushort Kind(int protection, int obj) => (ushort)((obj << 4) | protection);

    /// <summary>A kind with other access rights: whether it is shared, and its object, stay.</summary>
    public static ushort Protect(ushort kind, ushort with) => (ushort)((kind & ~Access) | (with & Access));

    public static ulong Of(ushort kind, long step) => ((ulong)step << StepShift) | kind;

    public static ushort KindOf(ulong mapping) => (ushort)mapping;

    public static long StepOf(ulong mapping) => (long)(mapping >> StepShift);

    public static string Show(ushort kind)
    {
        ReadOnlySpan<char> letters = [(kind & 4) != 0 ? 'r' : '-', (kind & 2) != 0 ? 'w' : '-', (kind & 1) != 0 ? 'x' : '-', (kind & 8) != 0 ? 's' : 'p'];
        return string.Create(CultureInfo.InvariantCulture, $"{letters} {kind >> 4}");
    }
}
