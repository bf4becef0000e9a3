using System;
using System.Collections.Generic;
using System.Linq;
using Exploration;
using Exploration.Mutants;

namespace Stress.Faults;

/// <summary>The mistakes that scenarios must notice. One area a file.</summary>
/// <remarks>Nearly all are mutants of the exploration, so that one anchor serves both: there a scheduler finds them, here the machine has to.</remarks>
internal static partial class FaultCatalogue
{
    /// <summary>The litmus fault first: when it is not caught, this machine cannot show missing fences, and nothing that passes here says anything about them.</summary>
    internal static IReadOnlyList<Fault> All { get; } = [.. RcuFaults(), .. BPlusFaults(), .. MapleFaults(), .. RadixFaults(), .. PrefixFaults()];

    /// <exception cref="UsageException">There is no such fault.</exception>
    internal static Fault Find(string name) => All.FirstOrDefault(fault => fault.Name == name)
        ?? throw new UsageException($"There is no fault '{name}'; see --list-faults.");

    /// <summary>The mutant of the exploration of this name, as a fault.</summary>
    private static Fault Mutant(string name, params string[] scenarios)
    {
        Mutant mutant = MutantCatalogue.Find(name);
        return new Fault { Name = mutant.Name, Rule = mutant.Rule, Why = mutant.Why, Edits = mutant.Edits, Scenarios = scenarios };
    }
}
