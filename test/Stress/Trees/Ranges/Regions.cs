namespace Stress.Trees;

/// <summary>The keys, divided among the writers.</summary>
internal static class Regions
{
    /// <summary>Keys per region: no power of two, so that regions share nodes and spans are broken into many pieces.</summary>
    internal const ulong Length = 3_001;

    internal static ulong First(int region) => (ulong)region * Length;

    internal static ulong Last(int region) => First(region + 1) - 1;

    internal static ulong Of(ulong key) => key / Length;
}
