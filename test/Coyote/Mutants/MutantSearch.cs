namespace Exploration.Mutants;

/// <summary>What is explored, and how. Words and numbers only: it crosses from one compilation of the program to another.</summary>
internal sealed record MutantSearch(string Scenario, string Strategy, string Model, int Depth, int Schedules, ulong Seed)
{
    internal static MutantSearch Of(Mutant mutant, int? schedules, ulong seed) =>
        new(mutant.Scenario, mutant.Strategy, mutant.Model, mutant.Depth, schedules ?? mutant.Schedules, seed);
}
