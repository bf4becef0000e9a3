using System;

namespace Concurrent.Nodes;

/// <summary>What every <c>GetMany</c> asks of its arguments, before it reads anything.</summary>
internal static class ManyArguments
{
    /// <exception cref="ArgumentException">There is no room for all answers.</exception>
    internal static void Check<TValue>(int count, string noun, Span<TValue> values, Span<bool> found)
    {
        if (values.Length < count) throw new ArgumentException($"There are {count} {noun}, but room for {values.Length} values.", nameof(values));
        if (found.Length < count) throw new ArgumentException($"There are {count} {noun}, but room for {found.Length} answers.", nameof(found));
    }
}
