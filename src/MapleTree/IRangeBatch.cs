namespace Concurrent;

/// <summary>An open batch that is read: it may change its nodes in place, but only on the thread that reads them, between two steps.</summary>
internal interface IRangeBatch : IRangeSource
{
    /// <summary>Changes with every write through a batch, and with its end.</summary>
    long Version { get; }

    /// <summary>Whether the batch with this number is open on the calling thread.</summary>
    bool IsOpen(long batch);
}
