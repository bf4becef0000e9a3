using System;
using System.Collections.Generic;

namespace Stress.Engine;

/// <summary>The scenarios of the trees.</summary>
internal static partial class ScenarioCatalogue
{
    private static IEnumerable<Func<Scenario>> TreeScenarios() => [];
}
