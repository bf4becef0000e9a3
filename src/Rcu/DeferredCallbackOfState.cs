using System;

namespace Concurrent.Rcu;

/// <summary>A delegate and its argument in one object: all that <see cref="RcuDomain.Call{TState}"/> allocates.</summary>
internal sealed class DeferredCallback<TState> : DeferredCallback
{
    private readonly Action<TState> callback;
    private readonly TState state;

    internal DeferredCallback(Action<TState> callback, TState state)
    {
        this.callback = callback;
        this.state = state;
    }

    internal override object? State => state;

    internal override void Invoke() => callback(state);
}
