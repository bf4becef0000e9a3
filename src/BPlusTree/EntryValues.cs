using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The values of a tree or a snapshot, in the order of the keys: a view that costs nothing and shows what is there when it is read.</summary>
/// <remarks>
/// <c>foreach</c> uses an allocation-free enumerator, over a live tree in one read section; everything else that takes an <see cref="IEnumerable{T}"/> gets one that reads
/// 64 entries per short section. A view of a live tree is not a snapshot. It cannot be written through.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(ValuesDebugView<,>))]
public readonly struct EntryValues<TKey, TValue> : ICollection<TValue>, IReadOnlyCollection<TValue>
    where TKey : notnull
{
    private readonly IEntryMap<TKey, TValue>? source;

    internal EntryValues(IEntryMap<TKey, TValue> source)
    {
        this.source = source;
    }

    /// <summary>How many values there are. Of a live tree: runs behind a concurrent write by an instant.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public int Count => source?.Count ?? 0;

    /// <summary>Where a reader must open a section; null where it need not.</summary>
    internal RcuDomain? SectionDomain => source?.SectionDomain;

    bool ICollection<TValue>.IsReadOnly => true;

    /// <summary>Whether a value is there, under any key. O(n); not atomic over a live tree.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside locks and read sections.</remarks>
    public bool Contains(TValue item)
    {
        if (source is null) return false;
        using var entries = new PagingEnumerator<TKey, TValue>(source, KeyRange<TKey>.All, descending: false, withinCall: true);
        while (entries.MoveNext())
        {
            if (EqualityComparer<TValue>.Default.Equals(entries.Current.Value, item)) return true;
        }

        return false;
    }

    /// <summary>Copies the values into an array, from <paramref name="arrayIndex"/> on. O(n); not atomic over a live tree.</summary>
    /// <remarks>Writers may add and remove entries between a look at <see cref="Count"/> and this call, and during it: what is met is copied, and the rest of the array stays as
    /// it was. <see cref="ToArray"/> gives exactly what it met, a snapshot what there was at one moment.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative or beyond the end of the array.</exception>
    /// <exception cref="ArgumentException">The array has no room for them; if that turned out on the way, it is filled to its end.</exception>
    public void CopyTo(TValue[] array, int arrayIndex) => EntryCopy<TKey, TValue, TValue, EntryPart<TKey, TValue>.Value>.CopyTo(source, array, arrayIndex);

    /// <summary>The values in an array. O(n); of a live tree, what was met on the way.</summary>
    public TValue[] ToArray() => EntryCopy<TKey, TValue, TValue, EntryPart<TKey, TValue>.Value>.ToArray(source);

    /// <summary>The values in a list. O(n); of a live tree, what was met on the way.</summary>
    public List<TValue> ToList() => EntryCopy<TKey, TValue, TValue, EntryPart<TKey, TValue>.Value>.ToList(source);

    /// <summary>Enumerates the values, without allocating: what <c>foreach</c> uses.</summary>
    public Enumerator GetEnumerator() => new(source);

    IEnumerator<TValue> IEnumerable<TValue>.GetEnumerator() => new PagingPartEnumerator<TKey, TValue, TValue, EntryPart<TKey, TValue>.Value>(source);

    IEnumerator IEnumerable.GetEnumerator() => new PagingPartEnumerator<TKey, TValue, TValue, EntryPart<TKey, TValue>.Value>(source);

    void ICollection<TValue>.Add(TValue item) => throw ReadOnly();

    bool ICollection<TValue>.Remove(TValue item) => throw ReadOnly();

    void ICollection<TValue>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A view of values cannot be written through; write to the tree.");

    /// <summary>Walks the values, as <see cref="EntryEnumerator{TKey,TValue}"/> walks entries, and under the same conditions.</summary>
    public ref struct Enumerator
    {
        private EntryEnumerator<TKey, TValue> entries;

        internal Enumerator(IEntrySource<TKey>? source)
        {
            entries = new EntryEnumerator<TKey, TValue>(source!, KeyRange<TKey>.All, descending: false);
        }

        /// <summary>The value that the last <see cref="MoveNext"/> found.</summary>
        public readonly TValue Current => entries.Current.Value;

        /// <summary>Goes to the next value.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
        public bool MoveNext() => entries.MoveNext();

        /// <summary>Ends the read section.</summary>
        public void Dispose() => entries.Dispose();
    }
}
