using System.Collections.Generic;

namespace Exploration;

/// <summary>What scenarios claim.</summary>
internal static class Check
{
    internal static void That(bool holds, string message)
    {
        if (!holds) throw new ExplorationFailure(message);
    }

    internal static void Equal<T>(T expected, T actual, string message)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new ExplorationFailure($"{message}: expected {Text(expected)}, found {Text(actual)}");
    }

    private static string Text<T>(T value) => value?.ToString() ?? "null";
}
