using System;
using System.Threading;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>Work that waits for readers.</summary>
public sealed partial class RcuDomain
{
    /// <summary>A callback, or a handler of <see cref="ReaderStalled"/>, threw an exception.</summary>
    /// <remarks>
    /// Raised on the domain's background thread, outside all locks; keep handlers short. While nobody subscribes, the first 64 exceptions are kept and thrown as one
    /// <see cref="AggregateException"/> by the next <see cref="Barrier"/>, <see cref="BarrierAsync"/> or <see cref="Dispose"/>. So is what a handler of this event throws.
    /// </remarks>
    public event EventHandler<CallbackFailedEventArgs>? CallbackFailed;

    /// <summary>Runs <paramref name="callback"/> with <paramref name="state"/> when every read section that is open now has been left.</summary>
    /// <remarks>
    /// <para>Callbacks run one after another on the domain's background thread, outside locks and sections, without the caller's execution context, and in no
    /// promised order. They may queue further callbacks and open read sections; they must not wait for this domain, and should be short, as all others wait behind them.
    /// Exceptions are reported by <see cref="CallbackFailed"/>.</para>
    /// <para>Allocates one object. Takes about 100 ns, unless <see cref="RcuDomainOptions.CallbackHighWaterMark"/> callbacks wait already: then it blocks until there is
    /// room, for <see cref="RcuDomainOptions.CallbackBackPressure"/> at the most, and queues the callback all the same. Inside any read section, under any
    /// writer lock and in a callback it never blocks. No callback is ever dropped, except when the process ends.</para>
    /// </remarks>
    /// <typeparam name="TState">The state's type; pass what the callback needs here and make the callback static, and no closure is allocated.</typeparam>
    /// <exception cref="ArgumentNullException"><paramref name="callback"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed; the callback will not run.</exception>
    public void Call<TState>(Action<TState> callback, TState state)
    {
        ArgumentNullException.ThrowIfNull(callback);
        ThrowIfClosed();
        reclaimer.Enqueue(new DeferredCallback<TState>(callback, state));
    }

    /// <summary>Disposes <paramref name="item"/> when every read section that is open now has been left.</summary>
    /// <remarks>As <see cref="Call{TState}"/>. To be called once per object, after the store that unlinked it: an object that is queued twice is disposed twice.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed; the object will not be disposed.</exception>
    public void DisposeLater(IDisposable item)
    {
        ArgumentNullException.ThrowIfNull(item);
        Call(static unlinked => unlinked.Dispose(), item);
    }

    /// <summary>Blocks until every callback that was queued before has run.</summary>
    /// <remarks>
    /// "Before" is happens-before: the calling thread's own callbacks, and those of threads it has synchronized with. Callbacks queued later, also by the ones
    /// waited for, may or may not have run. Two domains whose callbacks each wait for the other domain's barrier wait for ever.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The calling thread is inside a read section of this domain, holds any writer lock, or runs one of this domain's callbacks.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    /// <exception cref="AggregateException">Callbacks have failed while nobody had subscribed to <see cref="CallbackFailed"/>. All callbacks have run nevertheless.</exception>
    public void Barrier()
    {
        ThrowIfWaitingIsMisuse();
        ThrowIfClosed();
        reclaimer.RequestBarrier(CancellationToken.None).Wait();
    }

    /// <summary>A task that completes when every callback that was queued before has run.</summary>
    /// <param name="cancellationToken">Ends the wait; the callbacks run all the same.</param>
    /// <inheritdoc cref="Barrier" path="remarks|exception"/>
    public Task BarrierAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfWaitingIsMisuse();
        ThrowIfClosed();
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : reclaimer.RequestBarrier(cancellationToken).Task;
    }

    /// <summary>Queues a callback that the caller has made ready, as <see cref="Call{TState}"/> does with one of its own making.</summary>
    /// <exception cref="ObjectDisposedException">The domain is disposed; the callback will not run.</exception>
    internal void Enqueue(DeferredCallback callback)
    {
        ThrowIfClosed();
        reclaimer.Enqueue(callback);
    }

    /// <returns>Whether there was anyone to tell.</returns>
    internal bool RaiseCallbackFailed(Exception failure, object? state)
    {
        if (CallbackFailed is not { } handlers) return false;
        handlers(this, new CallbackFailedEventArgs(failure, state));
        return true;
    }
}
