using System;

namespace Exploration;

/// <summary>Marks a static method that takes a <see cref="World"/> as a scenario.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ScenarioAttribute(string name) : Attribute
{
    internal string Name { get; } = name;

    /// <summary>Steps after which a schedule counts as a livelock.</summary>
    public int MaxSteps { get; init; } = 5_000;

    /// <summary>Preemptions that depth-first search allows.</summary>
    public int Preemptions { get; init; } = 2;

    /// <summary>Readers execute a full fence, and the process-wide barrier orders only its own thread (E4).</summary>
    public bool FullFence { get; init; }

    /// <summary>The model that the scenario is about.</summary>
    public ModelChoice Model { get; init; } = ModelChoice.Both;

    /// <summary>The scenario is a control: it contains a mistake, and a run that does not find it fails.</summary>
    public bool MustFail { get; init; }
}
