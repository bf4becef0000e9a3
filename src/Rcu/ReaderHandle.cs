using System.Runtime.CompilerServices;

namespace Concurrent.Rcu;

/// <summary>The calling thread's place in a domain, looked up once: for hot loops that open many short sections.</summary>
/// <example><code>
/// ReaderHandle reader = domain.GetReader();
/// while (running)
/// {
///     using (reader.EnterRead()) Serve(table.Current);
/// }
/// </code></example>
public readonly ref struct ReaderHandle
{
    private readonly ReaderSlot slot;

    internal ReaderHandle(ReaderSlot slot) => this.slot = slot;

    /// <summary>Opens a read section, as <see cref="RcuDomain.EnterRead"/> does, without the thread-static look-up.</summary>
    /// <exception cref="System.ObjectDisposedException">The domain is disposed.</exception>
    /// <exception cref="System.NullReferenceException">The handle is <see langword="default"/>, not from <see cref="RcuDomain.GetReader"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadSection EnterRead() => slot.Enter();
}
