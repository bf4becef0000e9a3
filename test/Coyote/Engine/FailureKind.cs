namespace Exploration;

internal enum FailureKind
{
    /// <summary>A check of the scenario did not hold.</summary>
    Check,

    /// <summary>A thread ended with an exception.</summary>
    Exception,

    /// <summary>Nobody can go on.</summary>
    Deadlock,

    /// <summary>More steps than the scenario allows.</summary>
    Livelock,

    /// <summary>Two plain accesses of a cell that nothing orders.</summary>
    DataRace,

    /// <summary>The same choices did not lead to the same steps.</summary>
    Nondeterminism,
}
