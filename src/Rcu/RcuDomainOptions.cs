using System;

namespace Concurrent.Rcu;

/// <summary>What can be chosen when an <see cref="RcuDomain"/> is made.</summary>
public sealed record RcuDomainOptions
{
    /// <summary>Shown in metrics, in the reclaimer's thread name and in exceptions. Default: <c>"rcu"</c> and a number.</summary>
    public string? Name { get; init; }

    /// <summary>A reader that stays in one section for longer is reported by <see cref="RcuDomain.ReaderStalled"/>. Default 10 s; must be positive.</summary>
    public TimeSpan StallThreshold { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many callbacks may wait before <see cref="RcuDomain.Call{TState}"/> slows its caller down. Default 16,384; at least 1.</summary>
    public int CallbackHighWaterMark { get; init; } = 16_384;

    /// <summary>How long <see cref="RcuDomain.Call{TState}"/> waits at the most when the mark is passed. Bounded, so that back-pressure never deadlocks. Default 100 ms; zero or more.</summary>
    public TimeSpan CallbackBackPressure { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Where the epochs start; tests set it near the end.</summary>
    internal long FirstEpoch { get; init; } = GracePeriods.FirstEpoch;
}
