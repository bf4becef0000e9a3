namespace Stress.Engine;

/// <summary>Something that many threads do to the library, with checks that fail when a rule is broken. One object serves one run.</summary>
internal abstract class Scenario
{
    /// <summary>As "rcu-age-pipe": the part before the first hyphen is the area.</summary>
    internal abstract string Name { get; }

    /// <summary>In one line, what it would detect.</summary>
    internal abstract string Checks { get; }

    /// <summary>On fewer cores the scenario says nothing: it is skipped, and that is said.</summary>
    internal virtual int MinimumCores => 1;

    /// <summary>Builds the state and adds the workers. They start when this returns.</summary>
    internal abstract void Prepare(StressRun run);

    /// <summary>All workers have ended: the last checks. Domains are disposed after it.</summary>
    internal virtual void Finish(StressRun run)
    {
    }
}
