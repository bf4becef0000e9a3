using System.Diagnostics.CodeAnalysis;
using Exploration;
using Real = System.GC;

namespace Concurrent;

/// <summary>Stands in for <c>System.GC</c>: a schedule sees the collections that its scenario asked for, not those of the machine.</summary>
internal static class GC
{
    internal static int CollectionCount(int generation) =>
        LogicalThread.Current is { } self ? self.Engine.Collections : Real.CollectionCount(generation);

    [SuppressMessage("Usage", "CA1816", Justification = "Passes on what the library calls.")]
    internal static void SuppressFinalize(object item) => Real.SuppressFinalize(item);

    internal static void ReRegisterForFinalize(object item) => Real.ReRegisterForFinalize(item);
}
