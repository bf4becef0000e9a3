using System;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A value that counts its disposals.</summary>
internal sealed class Probe(string name = "a value") : IDisposable
{
    private int _disposals;

    public int Disposals => Volatile.Read(ref _disposals);

    public bool IsDisposed => Disposals != 0;

    /// <summary>Called by each disposal, after it was counted; may throw.</summary>
    public Action? OnDispose { get; init; }

    public static Probe Failing() => new("a value that fails") { OnDispose = static () => throw new PlantedException() };

    public void Dispose()
    {
        Interlocked.Increment(ref _disposals);
        OnDispose?.Invoke();
    }

    public void AssertAlive() => Assert.True(Disposals == 0, $"{name} is disposed");

    public void AssertDisposedOnce() => Assert.True(Disposals == 1, $"{name} was disposed {Disposals} times");

    public override string ToString() => name;
}
