using System;
using System.Threading;
using System.Threading.Tasks;
using Exploration;

namespace Concurrent.Rcu;

/// <summary>Stands in for the library's file of this name: the waiting thread waits in the schedule.</summary>
internal sealed class Completion : IWaitable
{
    // Continuations run on the thread that completes: a pool thread would not be part of the schedule.
    private readonly TaskCompletionSource source = new();
    private readonly CancellationTokenRegistration cancellation;

    internal Completion()
    {
    }

    internal Completion(CancellationToken cancellationToken) => cancellation = cancellationToken.UnsafeRegister(
        static (self, token) => ((Completion)self!).source.TrySetCanceled(token), this);

    internal Task Task => source.Task;

    internal bool IsOver => source.Task.IsCompleted;

    string IWaitable.Description => "a completion";

    bool IWaitable.IsReady => IsOver;

    internal bool TryComplete(Exception? failure)
    {
        cancellation.Unregister();
        LogicalThread? self = LogicalThread.Current;
        self?.Engine.Releasing(self, this, "complete", new Site("completion", "", 0));
        bool first = failure is null ? source.TrySetResult() : source.TrySetException(failure);
        self?.Engine.Released(self);
        return first;
    }

    internal void Wait()
    {
        if (LogicalThread.Current is { } self)
        {
            Site site = new("completion", "", 0);
            self.Engine.Wait(self, this, Timeout.Infinite, site);
            self.Engine.Acquired(self, this, "completed", site);
        }

        source.Task.GetAwaiter().GetResult();
    }
}
