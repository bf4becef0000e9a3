using System;
using System.Linq;
using Concurrent.Rcu;
using Stress.Cli;

namespace Stress.Faults;

/// <summary>The litmus says something only where the same program fails it without the fence. So in a run that is long enough to be believed that is tried first.</summary>
internal static class LitmusControl
{
    internal const string Scenario = "rcu-store-buffer";

    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(1);

    /// <summary>Plants the fault that this machine's way of fencing has, unless the run is short, lacks the litmus, or is a run with a fault itself.</summary>
    internal static ControlSummary.Line? Run(SessionOptions options)
    {
        bool isMeant = StressProgram.HasSources && options.Duration >= LongEnough && options.Scenarios.Contains(Scenario);
        if (!isMeant || Environment.ProcessorCount < 2) return null;
        using var runner = new ControlRunner(options.Run.Seed);
        Fault fault = FaultCatalogue.Find(ProcessWideBarrier.ReadersFence ? "full-fence-dropped" : "process-wide-barrier-dropped");
        return ControlSummary.Line.From(runner.Run(fault, Scenario));
    }
}
