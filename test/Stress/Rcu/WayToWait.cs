namespace Stress.Rcu;

/// <summary>How to learn that a grace period is over.</summary>
internal enum WayToWait
{
    Call,
    Synchronize,
    Expedited,
    Async,
    Polled,
    Conditional,
    ConditionalAsync,
}
