using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Bench.Quick;

/// <summary>The little arithmetic that the harness needs.</summary>
internal static class Statistics
{
    public static double Median(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
