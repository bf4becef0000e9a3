using System.Runtime.CompilerServices;

namespace Concurrent.Rcu;

/// <summary>Proof that the calling thread holds a <see cref="WriterLock"/>. A method that needs the lock takes a token, so an unlocked write does not compile.</summary>
public readonly ref struct WriterToken
{
    private readonly WriterLock? held;

    internal WriterToken(WriterLock held) => this.held = held;

    /// <summary>Releases the lock.</summary>
    /// <exception cref="System.Threading.SynchronizationLockException">The lock was released before.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Dispose() => held?.Exit();
}
