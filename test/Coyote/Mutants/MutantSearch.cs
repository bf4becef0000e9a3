namespace Exploration.Mutants;

/// <summary>What is explored, and how. Words and numbers only: it crosses from one compilation of the program to another.</summary>
internal sealed record MutantSearch(string Scenario, string Strategy, string Model, int Depth, int Schedules, ulong Seed)
{
    internal string Engine { get; init; } = nameof(EngineKind.BuiltIn);

    /// <summary>The same search for the program without a mistake. It goes as far as mutants are found in practice: an alarm that is false would count as a catch.</summary>
    internal static MutantSearch ControlOf(Mutant mutant, ulong seed) => Of(mutant, System.Math.Max(1500, mutant.Schedules / 20), seed);

    internal static MutantSearch Of(Mutant mutant, int? schedules, ulong seed) =>
        new(mutant.Scenario, mutant.Strategy, mutant.Model, mutant.Depth, schedules ?? mutant.Schedules, seed);

    /// <summary>The same for Microsoft Coyote: with all of its strategies in turn.</summary>
    internal MutantSearch OnCoyote() => this with { Engine = nameof(EngineKind.Coyote), Strategy = nameof(StrategyKind.Portfolio) };
}
