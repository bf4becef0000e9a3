namespace Exploration.Mutants;

/// <summary>What is explored, and how. Words and numbers only: it crosses from one compilation of the program to another.</summary>
internal sealed record MutantSearch(string Scenario, string Strategy, string Model, int Schedules, ulong Seed);
