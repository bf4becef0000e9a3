using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent;

/// <summary>The blocks inside one, ascending or descending. Costs nothing until it is enumerated.</summary>
/// <remarks>
/// <c>foreach</c> uses the allocation-free <see cref="CidrEnumerator{TValue}"/>, in one read section. LINQ and everything else that takes an
/// <see cref="IEnumerable{T}"/> gets an enumerator that reads about 64 entries per short section and seeks on by key.
/// </remarks>
public readonly struct CidrView<TValue> : IEnumerable<CidrEntry<TValue>>
{
    private readonly PrefixView<TValue> entries;

    internal CidrView(PrefixView<TValue> entries) => this.entries = entries;

    /// <summary>The same blocks, from the last to the first.</summary>
    public CidrView<TValue> Descending() => new(entries.Descending());

    /// <summary>Begins an enumeration.</summary>
    public CidrEnumerator<TValue> GetEnumerator() => new(entries.GetEnumerator());

    IEnumerator<CidrEntry<TValue>> IEnumerable<CidrEntry<TValue>>.GetEnumerator() => entries.Select(static entry => new CidrEntry<TValue>(entry)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<CidrEntry<TValue>>)this).GetEnumerator();
}
