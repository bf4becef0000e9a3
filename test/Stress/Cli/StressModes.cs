using System.Collections.Generic;
using Stress.Faults;
using Stress.Scaling;

namespace Stress.Cli;

/// <summary>The modes there are.</summary>
internal static class StressModes
{
    internal static IReadOnlyList<IStressMode> All => [new EditedMode(), new ControlsMode(), new ScaleMode()];
}
