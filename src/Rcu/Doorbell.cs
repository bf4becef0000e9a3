using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>What the reclaimer sleeps on. Rings do not add up: any number of them before a wait end that one wait.</summary>
/// <remarks>An event and not a semaphore, whose count can overflow when nobody waits for long (Garnet #2135).</remarks>
[SuppressMessage("Design", "CA1001", Justification = "Left to its handle's finalizer: a late ring must not meet a disposed event.")]
internal sealed class Doorbell
{
    private readonly AutoResetEvent rung = new(initialState: false);

    /// <summary>Ends the wait in progress, or else the next one. Allocates nothing and never waits.</summary>
    internal void Ring() => rung.Set();

    /// <summary>Waits for a ring, at most so many milliseconds; <see cref="Timeout.Infinite"/> waits for ever.</summary>
    internal void Wait(int milliseconds) => rung.WaitOne(milliseconds);
}
