namespace Concurrent.Rcu;

/// <summary>A callback that waits for its grace period.</summary>
internal abstract class DeferredCallback
{
    /// <summary>What the callback is given, for the report when it fails.</summary>
    internal abstract object? State { get; }

    internal abstract void Invoke();
}
