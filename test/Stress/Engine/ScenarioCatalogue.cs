using System;
using System.Collections.Generic;
using System.Linq;
using Exploration;

namespace Stress.Engine;

/// <summary>All scenarios.</summary>
internal static partial class ScenarioCatalogue
{
    private static readonly Func<Scenario>[] Makers = [.. RcuScenarios(), .. TreeScenarios()];

    /// <summary>A fresh object of each.</summary>
    internal static IReadOnlyList<Scenario> All => [.. Makers.Select(make => make())];

    /// <summary>A fresh object of the scenario of this name.</summary>
    internal static Scenario Create(string name) => All.FirstOrDefault(scenario => scenario.Name == name) ?? throw new UsageException($"There is no scenario '{name}'; see --list.");

    /// <summary>The names that <paramref name="selections"/> mean: names, areas ("rcu"), or beginnings with a star ("bplus-*"). None means all.</summary>
    /// <exception cref="UsageException">One of them means nothing.</exception>
    internal static IReadOnlyList<string> Select(IReadOnlyList<string> selections)
    {
        string[] names = [.. All.Select(scenario => scenario.Name)];
        if (selections.Count == 0) return names;
        foreach (string selection in selections)
        {
            if (selection.StartsWith('-')) throw new UsageException($"There is no option '{selection}'; see --help.");
            if (!Array.Exists(names, name => Means(selection, name))) throw new UsageException($"There is no scenario '{selection}'; see --list.");
        }

        return [.. names.Where(name => selections.Any(selection => Means(selection, name)))];
    }

    private static bool Means(string selection, string name) => selection.EndsWith('*')
        ? name.StartsWith(selection[..^1], StringComparison.Ordinal)
        : name == selection || name.StartsWith(selection + "-", StringComparison.Ordinal) && !selection.Contains('-', StringComparison.Ordinal);
}
