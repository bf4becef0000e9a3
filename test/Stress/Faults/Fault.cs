using System;
using System.Collections.Generic;
using Exploration.Mutants;

namespace Stress.Faults;

/// <summary>A deliberate mistake in the library, and the scenarios each of which must notice it by itself.</summary>
internal sealed record Fault
{
    /// <summary>A few words with dashes, unique.</summary>
    internal required string Name { get; init; }

    /// <summary>The rule of docs/architecture.md that it breaks.</summary>
    internal required string Rule { get; init; }

    /// <summary>Whose mistake it re-creates, or why it is a tempting one.</summary>
    internal required string Why { get; init; }

    internal required IReadOnlyList<SourceEdit> Edits { get; init; }

    /// <summary>The scenarios that must catch it.</summary>
    internal required IReadOnlyList<string> Scenarios { get; init; }

    /// <summary>Time within which each of them must have caught it, on a small machine that is busy. Many times what it takes.</summary>
    internal int Seconds { get; init; } = 30;

    /// <summary>Seconds of one turn. Short: each has a seed of its own, which chooses the shape of a tree. What makes threads wait for ever takes longer than the watchdog's patience.</summary>
    internal int Turn { get; init; } = 1;

    internal int Readers { get; init; } = 2;

    internal int Writers { get; init; } = 2;

    /// <summary>On fewer cores the fault cannot show.</summary>
    internal int MinimumCores { get; init; } = 1;

    /// <summary>Whether asserts and poisoned nodes help. Without them the scenario's own checks have to notice.</summary>
    internal bool Poisoned { get; init; } = true;

    /// <summary>Environment variables of the process in which it is looked for.</summary>
    internal IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public override string ToString() => Name;
}
