namespace Concurrent.Replay;

/// <summary>The reading half of a workload, on one thread.</summary>
internal interface IWorkloadReader
{
    /// <summary>Makes one read, checks it and counts it. Allocates nothing unless the answer is wrong.</summary>
    void Step();

    /// <summary>Verifies the snapshot that is waiting, if there is one.</summary>
    void VerifyPendingSnapshot();
}
