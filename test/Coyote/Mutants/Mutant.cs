using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>A deliberate mistake in the library, and the scenario that must notice it.</summary>
internal sealed record Mutant
{
    /// <summary>A few words with dashes, unique.</summary>
    internal required string Name { get; init; }

    /// <summary>The rule of docs/architecture.md that it breaks.</summary>
    internal required string Rule { get; init; }

    /// <summary>Whose mistake it re-creates, or why it is a tempting one.</summary>
    internal required string Why { get; init; }

    /// <summary>The scenario that must fail.</summary>
    internal required string Scenario { get; init; }

    internal required IReadOnlyList<SourceEdit> Edits { get; init; }

    /// <summary>The memory model the mistake shows in: <c>sc</c>, or <c>tso</c> where it takes a store that is seen late.</summary>
    internal string Model { get; init; } = "sc";

    /// <summary>How schedules are chosen; see the console's <c>--strategy</c>.</summary>
    internal string Strategy { get; init; } = "portfolio";

    /// <summary>For PCT: ordering constraints that the mistake needs.</summary>
    internal int Depth { get; init; } = 3;

    /// <summary>Schedules within which it must be caught, whatever the seed. Several times what it takes.</summary>
    internal int Schedules { get; init; } = 20_000;

    public override string ToString() => Name;
}
