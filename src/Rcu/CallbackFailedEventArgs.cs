using System;

namespace Concurrent.Rcu;

/// <summary>What <see cref="RcuDomain.CallbackFailed"/> tells.</summary>
public sealed class CallbackFailedEventArgs : EventArgs
{
    internal CallbackFailedEventArgs(Exception exception, object? state)
    {
        Exception = exception;
        State = state;
    }

    /// <summary>What the callback threw.</summary>
    public Exception Exception { get; }

    /// <summary>The state that was given to the callback, boxed if it is a value; the object to dispose for <see cref="RcuDomain.DisposeLater"/>; null for a handler of <see cref="RcuDomain.ReaderStalled"/>.</summary>
    public object? State { get; }
}
