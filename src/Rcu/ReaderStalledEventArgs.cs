using System;

namespace Concurrent.Rcu;

/// <summary>What <see cref="RcuDomain.ReaderStalled"/> tells.</summary>
public sealed class ReaderStalledEventArgs : EventArgs
{
    internal ReaderStalledEventArgs(int threadId, string? threadName, TimeSpan age, long epoch)
    {
        ThreadId = threadId;
        ThreadName = threadName;
        Age = age;
        Epoch = epoch;
    }

    /// <summary>The managed id of the thread that is inside the section.</summary>
    public int ThreadId { get; }

    /// <summary>Its name, if it has one.</summary>
    public string? ThreadName { get; }

    /// <summary>How long the section has been seen open. It may be older: the clock starts when something first waited for it.</summary>
    public TimeSpan Age { get; }

    /// <summary>The epoch the reader announced. Nothing that was retired in this epoch or later is reclaimed before the section ends.</summary>
    public long Epoch { get; }
}
