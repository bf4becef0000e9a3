using System;
using System.Collections.Generic;
using System.Linq;
using Exploration;
using Exploration.Mutants;
using Stress.Engine;
using Stress.Faults;
using Xunit;

namespace Stress.Tests;

/// <summary>The list of faults itself.</summary>
public sealed class FaultCatalogueTests
{
    [Fact]
    public void Every_scenario_has_a_fault_that_it_must_notice()
    {
        HashSet<string> controlled = [.. FaultCatalogue.All.SelectMany(fault => fault.Scenarios)];
        Assert.Empty(ScenarioCatalogue.All.Select(scenario => scenario.Name).Except(controlled));
    }

    [Fact]
    public void Faults_name_scenarios_that_there_are()
    {
        HashSet<string> known = [.. ScenarioCatalogue.All.Select(scenario => scenario.Name)];
        Assert.All(FaultCatalogue.All, fault => Assert.NotEmpty(fault.Scenarios));
        Assert.Empty(FaultCatalogue.All.SelectMany(fault => fault.Scenarios).Except(known));
    }

    [Fact]
    public void Every_edit_finds_its_place()
    {
        MutantCompiler compiler = StressProgram.Compiler(poisoned: true);
        foreach (Fault fault in FaultCatalogue.All)
        {
            Assert.NotEmpty(fault.Edits);
            Assert.All(compiler.Edited(fault.Edits), file => Assert.NotEqual(compiler.Sources[file.Key], file.Value));
        }
    }

    [Fact]
    public void Faults_have_names_of_their_own_and_there_are_at_least_twenty()
    {
        Assert.Equal(FaultCatalogue.All.Count, FaultCatalogue.All.Select(fault => fault.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(FaultCatalogue.All.Count, 20, int.MaxValue);
    }

    [Fact]
    public void A_fault_that_there_is_not_is_named() =>
        Assert.Contains("no-such-fault", Assert.Throws<UsageException>(() => FaultCatalogue.Find("no-such-fault")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_missing_barrier_comes_first() => Assert.Equal("process-wide-barrier-dropped", FaultCatalogue.All[0].Name);
}
