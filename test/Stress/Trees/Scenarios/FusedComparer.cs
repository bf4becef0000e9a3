using System;
using System.Collections.Generic;

namespace Stress.Trees;

/// <summary>Natural order; on a thread that has lit a fuse, the comparison at its end throws.</summary>
internal sealed class FusedComparer : IComparer<ulong>
{
    [ThreadStatic]
    private static int fuse;

    /// <summary>The comparison after so many others throws; 0 puts the fuse out.</summary>
    internal static void Light(int length) => fuse = length;

    public int Compare(ulong x, ulong y)
    {
        if (fuse != 0 && --fuse == 0) throw new PlantedException();
        return x.CompareTo(y);
    }
}
