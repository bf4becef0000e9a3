using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

/// <summary>The keys of a tree or a snapshot, in the order of the keys: a view that costs nothing and shows what is there when it is read.</summary>
/// <remarks>
/// <c>foreach</c> uses an allocation-free enumerator, over a live tree in one read section; everything else that takes an <see cref="IEnumerable{T}"/> gets one that reads
/// 64 entries per short section. A view of a live tree is not a snapshot. It cannot be written through.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
[DebuggerTypeProxy(typeof(KeysDebugView<,>))]
public readonly struct EntryKeys<TKey, TValue> : ICollection<TKey>, IReadOnlyCollection<TKey>
    where TKey : notnull
{
    private readonly IEntryMap<TKey, TValue>? source;

    internal EntryKeys(IEntryMap<TKey, TValue> source)
    {
        this.source = source;
    }

    /// <summary>How many keys there are. Of a live tree: runs behind a concurrent write by an instant.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public int Count => source?.Count ?? 0;

    bool ICollection<TKey>.IsReadOnly => true;

    /// <summary>Whether a key is present, in the order of the tree. O(log n), lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="item"/> is null.</exception>
    public bool Contains(TKey item)
    {
        if (item is null) throw new ArgumentNullException(nameof(item));
        return source is not null && source.ContainsKey(item);
    }

    /// <summary>Copies the keys into an array, from <paramref name="arrayIndex"/> on. O(n); not atomic over a live tree.</summary>
    /// <remarks>Writers may add and remove entries between a look at <see cref="Count"/> and this call, and during it: what is met is copied, and the rest of the array stays as
    /// it was. <see cref="ToArray"/> gives exactly what it met, a snapshot what there was at one moment.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="array"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="arrayIndex"/> is negative or beyond the end of the array.</exception>
    /// <exception cref="ArgumentException">The array has no room for them; if that turned out on the way, it is filled to its end.</exception>
    public void CopyTo(TKey[] array, int arrayIndex) => EntryCopy<TKey, TValue, TKey, EntryPart<TKey, TValue>.Key>.CopyTo(source, array, arrayIndex);

    /// <summary>The keys in an array. O(n); of a live tree, what was met on the way.</summary>
    public TKey[] ToArray() => EntryCopy<TKey, TValue, TKey, EntryPart<TKey, TValue>.Key>.ToArray(source);

    /// <summary>The keys in a list. O(n); of a live tree, what was met on the way.</summary>
    public List<TKey> ToList() => EntryCopy<TKey, TValue, TKey, EntryPart<TKey, TValue>.Key>.ToList(source);

    /// <summary>Enumerates the keys, without allocating: what <c>foreach</c> uses.</summary>
    public Enumerator GetEnumerator() => new(source);

    IEnumerator<TKey> IEnumerable<TKey>.GetEnumerator() => new PagingPartEnumerator<TKey, TValue, TKey, EntryPart<TKey, TValue>.Key>(source);

    IEnumerator IEnumerable.GetEnumerator() => new PagingPartEnumerator<TKey, TValue, TKey, EntryPart<TKey, TValue>.Key>(source);

    void ICollection<TKey>.Add(TKey item) => throw ReadOnly();

    bool ICollection<TKey>.Remove(TKey item) => throw ReadOnly();

    void ICollection<TKey>.Clear() => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("A view of keys cannot be written through; write to the tree.");

    /// <summary>Walks the keys, as <see cref="EntryEnumerator{TKey,TValue}"/> walks entries, and under the same conditions.</summary>
    public ref struct Enumerator
    {
        private EntryEnumerator<TKey, TValue> entries;

        internal Enumerator(IEntrySource<TKey>? source)
        {
            entries = new EntryEnumerator<TKey, TValue>(source!, KeyRange<TKey>.All, descending: false);
        }

        /// <summary>The key that the last <see cref="MoveNext"/> found.</summary>
        public readonly TKey Current => entries.Current.Key;

        /// <summary>Goes to the next key.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
        public bool MoveNext() => entries.MoveNext();

        /// <summary>Ends the read section.</summary>
        public void Dispose() => entries.Dispose();
    }
}
