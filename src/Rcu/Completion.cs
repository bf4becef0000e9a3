using System;
using System.Threading;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>Something that will have happened: awaited as a task, or waited for on a thread. The only place of the module where a caller blocks on the reclaimer.</summary>
internal sealed class Completion
{
    // Continuations run elsewhere: the reclaimer completes it, and must not be held up by whoever awaited.
    private readonly TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration cancellation;

    internal Completion()
    {
    }

    /// <summary>One that ends early, for its waiter, when <paramref name="cancellationToken"/> is cancelled.</summary>
    internal Completion(CancellationToken cancellationToken) => cancellation = cancellationToken.UnsafeRegister(
        static (self, token) => ((Completion)self!).source.TrySetCanceled(token), this);

    internal Task Task => source.Task;

    /// <summary>Whether nobody waits any more: done, failed or cancelled.</summary>
    internal bool IsOver => source.Task.IsCompleted;

    /// <summary>Ends it.</summary>
    /// <returns>Whether a waiter learns of it; <see langword="false"/> when it was cancelled before.</returns>
    internal bool TryComplete(Exception? failure)
    {
        cancellation.Unregister();
        return failure is null ? source.TrySetResult() : source.TrySetException(failure);
    }

    /// <summary>Blocks until it has ended; throws what it failed with.</summary>
    internal void Wait() => source.Task.GetAwaiter().GetResult();
}
