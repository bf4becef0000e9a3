using System;
using System.Collections.Generic;
using System.Linq;
using Exploration.Mutants;
using Xunit;
using Xunit.Abstractions;

namespace Exploration.Tests;

/// <summary>Every detector has a positive control: each known mistake is found, or what the exploration says is worth nothing.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    private static readonly Lazy<MutantPrograms> Programs = new(() => MutantPrograms.Compile(MutantCatalogue.All));

    public static TheoryData<string> Names => [.. MutantCatalogue.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_caught_by_its_scenario(string name)
    {
        Mutant mutant = MutantCatalogue.Find(name);
        MutantRun run = MutantRunner.Run(mutant, Programs.Value[mutant]);
        output.WriteLine($"{mutant.Scenario}, {run.FoundBy}: {run.Schedules} schedules, {run.Elapsed.TotalMilliseconds:N0} ms. {run.Failure}");
        Assert.True(run.IsCaught, $"Inconclusive: {mutant.Scenario} did not notice '{name}' in {run.Schedules} schedules.");
    }

    [Fact]
    public void The_program_without_a_mistake_passes_the_same_scenarios()
    {
        MutantSearch[] searches = [.. MutantCatalogue.All.Select(mutant => MutantSearch.ControlOf(mutant, MutantRunner.DefaultSeed)).Distinct()];
        IReadOnlyList<MutantRun> runs = MutantRunner.RunOriginal(Programs.Value.Original, searches);
        Assert.Equal(searches.Length, runs.Count);
        Assert.All(runs, (run, i) => Assert.True(!run.IsCaught, $"{searches[i].Scenario}: {run.Failure}\n{run.Report}"));
    }

    [Fact]
    public void Every_anchor_matches_exactly_once()
    {
        MutantCompiler compiler = ExplorationProgram.Compiler();
        foreach (Mutant mutant in MutantCatalogue.All)
        {
            IReadOnlyDictionary<string, string> edited = compiler.Edited(mutant.Edits);
            Assert.NotEmpty(edited);
            Assert.All(edited, file => Assert.NotEqual(compiler.Sources[file.Key], file.Value));
        }
    }

    [Fact]
    public void Mutants_have_names_of_their_own() =>
        Assert.Equal(MutantCatalogue.All.Count, MutantCatalogue.All.Select(mutant => mutant.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void There_are_at_least_twenty_five() => Assert.InRange(MutantCatalogue.All.Count, 25, int.MaxValue);
}
