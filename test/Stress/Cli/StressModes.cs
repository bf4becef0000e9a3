using System.Collections.Generic;

namespace Stress.Cli;

/// <summary>The modes there are.</summary>
internal static class StressModes
{
    internal static IReadOnlyList<IStressMode> All { get; } = [];
}
