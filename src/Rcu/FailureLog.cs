using System;
using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>The exceptions of callbacks and event handlers: told to the event's subscribers, else kept for the next barrier.</summary>
internal sealed class FailureLog
{
    /// <summary>So many are kept; of the rest only the number is.</summary>
    internal const int MaxKept = 64;

    private readonly RcuDomain domain;
    private readonly Lock gate = new();
    private readonly List<Exception> kept = [];
    private long keptAndForgotten;
    private long count;

    internal FailureLog(RcuDomain domain) => this.domain = domain;

    /// <summary>Failures, ever.</summary>
    internal long Count => Volatile.Read(ref count);

    /// <summary>Tells the subscribers, outside all locks; keeps the exception when there are none. Does not throw.</summary>
    internal void Report(Exception failure, object? state)
    {
        Interlocked.Increment(ref count);
        try
        {
            if (domain.RaiseCallbackFailed(failure, state)) return;
        }
        catch (Exception handlerFailure)
        {
            Interlocked.Increment(ref count);
            Keep(handlerFailure);
        }

        Keep(failure);
    }

    private void Keep(Exception failure)
    {
        using (gate.EnterScope())
        {
            keptAndForgotten++;
            if (kept.Count < MaxKept) kept.Add(failure);
        }
    }

    /// <summary>Takes what was kept, as one exception; null when there is nothing.</summary>
    internal AggregateException? Take()
    {
        using (gate.EnterScope())
        {
            if (keptAndForgotten == 0) return null;
            long forgotten = keptAndForgotten - kept.Count;
            string more = forgotten == 0 ? "" : $" The first {kept.Count} of {keptAndForgotten} are kept.";
            var all = new AggregateException($"Callbacks of the RCU domain '{domain.Name}' failed, and nobody had subscribed to CallbackFailed.{more}", kept);
            kept.Clear();
            keptAndForgotten = 0;
            return all;
        }
    }

    /// <summary>Nobody was there to be told: keeps them for the next.</summary>
    internal void PutBack(AggregateException untold)
    {
        foreach (Exception failure in untold.InnerExceptions) Keep(failure);
    }
}
