using System;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>A reference that many threads read and few replace: a configuration, a routing table, a set of open files.</summary>
/// <remarks>
/// The object behind the reference should not be changed once it is published; replace it by a changed copy. Every member is linearizable and may be called by any
/// number of threads. Reading takes one load and never blocks; replacing never waits for readers.
/// <para>
/// If nothing is ever disposed, <see cref="Current"/> may be read anywhere, as the garbage collector keeps what is in use. Objects that are disposed once they are
/// replaced may be touched inside a read section only: use <see cref="Read"/>, which cannot be called without one. Null is an ordinary value.
/// </para>
/// </remarks>
/// <example><code>
/// var table = new RcuReference&lt;RouteTable&gt;(RouteTable.Load("routes"), domain);
///
/// using (ReadSection section = domain.EnterRead())      // any number of threads
/// {
///     Send(packet, table.Read(section).Lookup(packet)); // not disposed before the section ends
/// }
///
/// table.Replace(RouteTable.Load("routes"));             // the old one is disposed after its last reader
/// </code></example>
/// <typeparam name="T">A reference type.</typeparam>
public sealed class RcuReference<T>
    where T : class?
{
    private T value;

    /// <summary>A reference to <paramref name="value"/>, whose readers use <paramref name="domain"/>; none = <see cref="RcuDomain.Default"/>.</summary>
    public RcuReference(T value, RcuDomain? domain = null)
    {
        this.value = value;
        Domain = domain ?? RcuDomain.Default;
    }

    /// <summary>The domain whose sections protect the object.</summary>
    public RcuDomain Domain { get; }

    /// <summary>The object at this moment. Holds it against the garbage collector, but not against <see cref="Replace"/>, which disposes it.</summary>
    public T Current => Volatile.Read(ref value);

    /// <summary>The object at this moment. It is not disposed before <paramref name="section"/> ends.</summary>
    /// <param name="section">An open read section of <see cref="Domain"/>: its presence is what makes the access safe.</param>
    /// <exception cref="InvalidOperationException"><paramref name="section"/> is the default value or belongs to another domain.</exception>
    public T Read(ReadSection section)
    {
        if (section.Domain != Domain) throw new InvalidOperationException($"The read section is not one of the RCU domain '{Domain.Name}', which protects this reference.");
        // Load -> every access of the object: an acquiring read, and each access depends on it (E1).
        return Volatile.Read(ref value);
    }

    /// <summary>Publishes <paramref name="replacement"/>.</summary>
    /// <returns>What was there before. Readers may still hold it: dispose it with <see cref="RcuDomain.DisposeLater"/>, or after <see cref="RcuDomain.Synchronize"/>.</returns>
    public T Exchange(T replacement) => Interlocked.Exchange(ref value, replacement);

    /// <summary>Publishes <paramref name="replacement"/>, and disposes what was there before when no reader can hold it any more, if it is disposable.</summary>
    /// <remarks>Replacing an object by itself does nothing. Queues at most one callback, which may slow the caller down: see <see cref="RcuDomain.Call{TState}"/>.</remarks>
    /// <exception cref="ObjectDisposedException">The domain is disposed. If it was disposed during the call, the replacement may have been published, and the old object is not disposed.</exception>
    public void Replace(T replacement)
    {
        Domain.ThrowIfClosed();
        DisposeReplaced(Exchange(replacement), replacement);
    }

    /// <summary>Publishes what <paramref name="change"/> makes of the current object; asks again when another thread was faster.</summary>
    /// <param name="change">
    /// Returns the changed copy, or its argument to leave things as they are. Called inside a read section and without a lock, possibly several times; results that
    /// are not published are left to the garbage collector, so it should not open handles. An exception it throws leaves the reference as it was.
    /// </param>
    /// <param name="disposeReplaced">Whether what was there before is disposed when no reader can hold it any more, if it is disposable.</param>
    /// <returns>What was published.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public T Update(Func<T, T> change, bool disposeReplaced = false)
    {
        ArgumentNullException.ThrowIfNull(change);
        T before;
        T after;
        // The section keeps what `change` reads from being disposed meanwhile by another replacer.
        using (Domain.EnterRead())
        {
            before = Volatile.Read(ref value);
            while (true)
            {
                after = change(before);
                T found = Interlocked.CompareExchange(ref value, after, before);
                if (ReferenceEquals(found, before)) break;
                before = found;
            }
        }

        if (disposeReplaced) DisposeReplaced(before, after);
        return after;
    }

    private void DisposeReplaced(T before, T after)
    {
        if (before is IDisposable disposable && !ReferenceEquals(before, after)) Domain.DisposeLater(disposable);
    }
}
