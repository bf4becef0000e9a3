namespace Stress.Faults;

/// <summary>How a control ended.</summary>
internal enum ControlOutcome
{
    Caught,

    /// <summary>The scenario did not notice the fault, so that it finds nothing says less than it seems to.</summary>
    Missed,

    /// <summary>The machine has too few cores to show the fault.</summary>
    Skipped,
}
