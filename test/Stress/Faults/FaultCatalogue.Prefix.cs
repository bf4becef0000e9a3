using System.Collections.Generic;

namespace Stress.Faults;

internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> PrefixFaults() => [];
}
