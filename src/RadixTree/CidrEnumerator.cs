using System;

namespace Concurrent;

/// <summary>Walks the blocks of a table, a snapshot or a batch in order, for <c>foreach</c>. Allocates nothing, unless <see cref="CidrEntry{TValue}.Network"/> is asked for.</summary>
/// <remarks>
/// <para>Over a live table it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>. Blocks that are there throughout are reported once, in order; those added or removed meanwhile may or may not be.
/// The body of the loop may write to the table.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct CidrEnumerator<TValue>
{
    private PrefixEnumerator<TValue> entries;

    internal CidrEnumerator(PrefixEnumerator<TValue> entries) => this.entries = entries;

    /// <summary>The entry that the last <see cref="MoveNext"/> found.</summary>
    public readonly CidrEntry<TValue> Current => new(entries.Current);

    /// <summary>Goes to the next block.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The table's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose blocks are enumerated has ended.</exception>
    public bool MoveNext() => entries.MoveNext();

    /// <summary>Ends the read section.</summary>
    public void Dispose() => entries.Dispose();
}
