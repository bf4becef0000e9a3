using Exploration;
using Real = System.GC;

namespace Concurrent;

/// <summary>Stands in for <c>System.GC</c>: a schedule sees the collections that its scenario asked for, not those of the machine.</summary>
internal static class GC
{
    internal static int CollectionCount(int generation) =>
        LogicalThread.Current is { } self ? self.Engine.Collections : Real.CollectionCount(generation);

#pragma warning disable CA1816 // it stands in for the real one
    internal static void SuppressFinalize(object item) => Real.SuppressFinalize(item);
#pragma warning restore CA1816

    internal static void ReRegisterForFinalize(object item) => Real.ReRegisterForFinalize(item);
}
