using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>Waiting for readers.</summary>
public sealed partial class RcuDomain
{
    /// <summary>Blocks until every read section of this domain that is open now has been left.</summary>
    /// <remarks>
    /// Sections that are entered later are not waited for. The calling thread does the work itself: it spins, then yields, then sleeps. Costs a few microseconds
    /// when no reader is inside. Not for hot paths: prefer <see cref="Call{TState}"/>, which pays once for many.
    /// <para>Two threads that each wait for a domain in whose section the other one is wait for ever.</para>
    /// </remarks>
    /// <exception cref="InvalidOperationException">
    /// The calling thread is inside a read section of this domain, holds any writer lock, or runs one of this domain's callbacks; or the domain has used up its 2^63 epochs.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Synchronize()
    {
        ThrowIfWaitingIsMisuse();
        ThrowIfClosed();
        periods.WaitFor(NewTag(), expedited: false);
    }

    /// <summary>As <see cref="Synchronize"/>, but never sleeps: the wait is shorter, and keeps a core busy and interrupts the others for as long as a reader is inside.</summary>
    /// <inheritdoc cref="Synchronize" path="exception"/>
    public void SynchronizeExpedited()
    {
        ThrowIfWaitingIsMisuse();
        ThrowIfClosed();
        periods.WaitFor(NewTag(), expedited: true);
    }

    /// <summary>A task that completes when every read section of this domain that is open now has been left.</summary>
    /// <remarks>Does not block. The domain's background thread drives the grace period; continuations run on the thread pool.</remarks>
    /// <param name="cancellationToken">Ends the wait; the grace period goes on.</param>
    /// <inheritdoc cref="Synchronize" path="exception"/>
    public Task SynchronizeAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfWaitingIsMisuse();
        ThrowIfClosed();
        return reclaimer.WaitAsync(NewTag(), cancellationToken);
    }

    /// <summary>Starts a grace period that can be asked later whether it has ended.</summary>
    /// <remarks>Does not block, and may be called anywhere, also inside a section: the grace period then ends after that section. Costs well below a microsecond.</remarks>
    /// <exception cref="InvalidOperationException">The domain has used up its 2^63 epochs.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public GracePeriod StartGracePeriod()
    {
        ThrowIfClosed();
        long tag = NewTag();
        ObjectDisposedException.ThrowIf(!reclaimer.TryDrive(tag), this);
        return new GracePeriod(this, tag);
    }

    internal void WaitFor(long tag)
    {
        ThrowIfWaitingIsMisuse("Wait");
        periods.WaitFor(tag, expedited: false);
    }

    internal Task WaitForAsync(long tag, CancellationToken cancellationToken)
    {
        ThrowIfWaitingIsMisuse("WaitAsync");
        return reclaimer.WaitAsync(tag, cancellationToken);
    }

    /// <summary>Somebody has been waiting for a while: the reclaimer should see whether a reader is stalled.</summary>
    internal void WatchFor(long tag) => reclaimer.TryDrive(tag);

    /// <summary>Begins an epoch and returns what all that was unlinked before is tagged with (E3).</summary>
    private long NewTag()
    {
        long tag = GracePeriods.TagBefore(periods.Next());
        if (tag == GracePeriods.Never)
        {
            throw new InvalidOperationException(
                $"The RCU domain '{Name}' has used up its epochs, so it can start no further grace period. Nothing is freed early; what is retired is left to the garbage collector.");
        }

        return tag;
    }

    /// <summary>Who waits here would wait for himself, or for somebody who waits for him.</summary>
    private void ThrowIfWaitingIsMisuse([CallerMemberName] string member = "")
    {
        string? where =
            IsInReadSection ? $"inside a read section of the RCU domain '{Name}': it would wait for that section to end. Leave the section first"
            : ReaderThread.WriterLocksHeld > 0 ? "under a writer lock: the reader it waits for may be waiting for that lock. Release the lock first"
            : ReaderThread.ReclaimerOf == this ? $"in a callback or event handler of the RCU domain '{Name}': it would wait for the thread it runs on. Do it on another thread"
            : null;
        if (where is not null) throw new InvalidOperationException($"{member} was called {where}.");
    }
}
