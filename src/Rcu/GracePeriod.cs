using System;
using System.Threading;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>A grace period that was started with <see cref="RcuDomain.StartGracePeriod"/> and can be asked whether it has ended.</summary>
/// <remarks>
/// It ends when every read section of the domain that was open at its start has been left. Nobody has to drive it: the domain's background thread does.
/// A value of 16 bytes; may be stored, copied and used on any thread. The <see langword="default"/> value counts as ended: it has nothing to wait for.
/// </remarks>
/// <example><code>
/// GracePeriod unused = domain.StartGracePeriod();   // after unlinking the block
/// ...
/// if (unused.IsCompleted) Reuse(block);             // later, without waiting
/// </code></example>
public readonly struct GracePeriod : IEquatable<GracePeriod>
{
    private readonly RcuDomain? domain;
    private readonly long tag;

    internal GracePeriod(RcuDomain domain, long tag)
    {
        this.domain = domain;
        this.tag = tag;
    }

    /// <summary>Whether it has ended. One read; never blocks, and once <see langword="true"/> stays so.</summary>
    public bool IsCompleted => domain is null || domain.Periods.Safe >= tag;

    /// <summary>Returns at once if it has ended, else blocks until it has, helping it along.</summary>
    /// <exception cref="InvalidOperationException">The calling thread is inside a read section of the domain, holds a writer lock, or runs one of the domain's callbacks. Thrown also when it has ended, so that the mistake shows every time.</exception>
    public void Wait() => domain?.WaitFor(tag);

    /// <summary>A task that completes when it has ended.</summary>
    /// <param name="cancellationToken">Ends the wait, not the grace period.</param>
    /// <exception cref="InvalidOperationException">As for <see cref="Wait"/>; thrown by the call, not by the task.</exception>
    public Task WaitAsync(CancellationToken cancellationToken = default) => domain is null ? Task.CompletedTask : domain.WaitForAsync(tag, cancellationToken);

    /// <summary>Whether both stand for the same grace period.</summary>
    public bool Equals(GracePeriod other) => domain == other.domain && tag == other.tag;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GracePeriod other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(domain, tag);

    /// <summary>As <see cref="Equals(GracePeriod)"/>.</summary>
    public static bool operator ==(GracePeriod left, GracePeriod right) => left.Equals(right);

    /// <summary>The opposite of <see cref="Equals(GracePeriod)"/>.</summary>
    public static bool operator !=(GracePeriod left, GracePeriod right) => !left.Equals(right);
}
