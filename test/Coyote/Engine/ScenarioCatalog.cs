using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Exploration;

/// <summary>The scenarios of this assembly, by name.</summary>
internal static class ScenarioCatalog
{
    private static readonly Lazy<SortedDictionary<string, Scenario>> Found = new(Find);

    internal static IReadOnlyCollection<Scenario> All => Found.Value.Values;

    /// <summary>The scenario of that name, or null.</summary>
    internal static Scenario? TryGet(string name) => Found.Value.GetValueOrDefault(name);

    private static SortedDictionary<string, Scenario> Find()
    {
        var scenarios = new SortedDictionary<string, Scenario>(StringComparer.Ordinal);
        foreach (MethodInfo method in typeof(ScenarioCatalog).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<ScenarioAttribute>() is not { } marked) continue;
            scenarios.Add(marked.Name, new Scenario(marked.Name, method.CreateDelegate<Action<World>>())
            {
                MaxSteps = marked.MaxSteps,
                Preemptions = marked.Preemptions,
                FullFence = marked.FullFence,
                Model = marked.Model,
                MustFail = marked.MustFail,
            });
        }

        return scenarios;
    }
}
