using System;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>The end of a domain.</summary>
public sealed partial class RcuDomain : IDisposable, IAsyncDisposable
{
    /// <summary>Closes the domain: turns new readers away, waits for those inside, runs every queued callback, and ends the background thread.</summary>
    /// <remarks>
    /// <para>Blocks for as long as a reader stays inside; a stalled one is reported by <see cref="ReaderStalled"/> meanwhile, and nothing is pulled from under it.
    /// From the call on, new sections, callbacks, barriers and grace periods throw <see cref="ObjectDisposedException"/>; so they do in callbacks that run now.</para>
    /// <para>May be called repeatedly and by several threads at once; each returns when the domain is disposed. Structures that use the domain must not be
    /// used afterwards. A domain that is never disposed lives, with its thread, as long as the process.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// This is <see cref="Default"/>; or the calling thread is inside a read section of this domain, holds any writer lock, or runs one of this domain's callbacks. Nothing has happened then.
    /// </exception>
    /// <exception cref="AggregateException">Callbacks have failed while nobody had subscribed to <see cref="CallbackFailed"/>. The domain is disposed nevertheless.</exception>
    public void Dispose()
    {
        BeginDispose().Wait();
        EndDispose();
    }

    /// <summary>As <see cref="Dispose"/>, without blocking the calling thread.</summary>
    /// <inheritdoc cref="Dispose" path="remarks|exception"/>
    public ValueTask DisposeAsync()
    {
        Completion closed = BeginDispose(nameof(DisposeAsync));
        return new ValueTask(FinishAsync());

        async Task FinishAsync()
        {
            await closed.Task.ConfigureAwait(false);
            EndDispose();
        }
    }

    /// <summary>Waits until a domain that is being disposed has come to its end: then no reader is inside any more.</summary>
    internal void AwaitEnd() => BeginDispose().Wait();

    private Completion BeginDispose(string member = nameof(Dispose))
    {
        if (IsDefault) throw new InvalidOperationException("The default RCU domain lives as long as the process and cannot be disposed.");
        ThrowIfWaitingIsMisuse(member);
        return reclaimer.Close();
    }

    private void EndDispose()
    {
        Delist();
        if (reclaimer.Failures.Take() is { } untold) throw untold;
    }
}
