using System;
using Stress.Engine;

namespace Stress.Tests;

/// <summary>A scenario made on the spot.</summary>
internal sealed class Actor(Action<StressRun> prepare, Action<StressRun>? finish = null) : Scenario
{
    internal override string Name => "test-actor";

    internal override string Checks => "what the test says";

    internal override void Prepare(StressRun run) => prepare(run);

    internal override void Finish(StressRun run) => finish?.Invoke(run);

    /// <summary>Runs it for a short time.</summary>
    internal (StressRun Run, ViolationLog Log) Execute(StressOptions? options = null)
    {
        var log = new ViolationLog();
        var run = new StressRun(this, options ?? new StressOptions { Duration = TimeSpan.FromMilliseconds(300) }, log);
        run.Execute();
        return (run, log);
    }
}
