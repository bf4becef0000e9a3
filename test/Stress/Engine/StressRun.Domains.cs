using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;

namespace Stress.Engine;

/// <summary>The domains of a run.</summary>
internal sealed partial class StressRun
{
    private readonly Lock domainGate = new();
    private readonly List<RcuDomain> domains = [];
    private DomainTotals forgotten;

    /// <summary>A domain whose numbers are shown in the table. It is disposed after <see cref="Engine.Scenario.Finish"/>, unless the scenario has done so.</summary>
    internal RcuDomain NewDomain(RcuDomainOptions? options = null)
    {
        var domain = new RcuDomain(options ?? new RcuDomainOptions { Name = Scenario });
        using (domainGate.EnterScope()) domains.Add(domain);
        return domain;
    }

    /// <summary>For a scenario that makes many domains and has disposed this one: its numbers are kept, it is not.</summary>
    internal void Forget(RcuDomain disposed)
    {
        using (domainGate.EnterScope())
        {
            if (domains.Remove(disposed)) forgotten = forgotten.Plus(disposed.GetStatistics());
        }
    }

    /// <summary>The domains made so far and not forgotten.</summary>
    internal IReadOnlyList<RcuDomain> Domains()
    {
        using (domainGate.EnterScope()) return [.. domains];
    }

    /// <summary>Their numbers, and of those forgotten.</summary>
    internal DomainTotals Totals()
    {
        using (domainGate.EnterScope())
        {
            DomainTotals sum = forgotten;
            foreach (RcuDomain domain in domains) sum = sum.Plus(domain.GetStatistics());
            return sum;
        }
    }

    private void DisposeDomains()
    {
        foreach (RcuDomain domain in Domains())
        {
            // On a thread of its own: a dispose that waits for ever is a violation, not the end of the program.
            var disposer = new Thread(() => Guard(domain.Dispose)) { Name = $"dispose of {domain.Name}", IsBackground = true };
            disposer.Start();
            if (IsStuck || Patience.Until(() => !disposer.IsAlive, Options.Patience)) continue;
            IsStuck = true;
            Fail(null, $"the domain {domain.Name} is disposed when no reader is inside", Describe());
        }
    }
}
