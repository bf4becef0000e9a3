using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The entries of a <see cref="BPlusTree{TKey,TValue}"/> at one moment. Immutable; needs no read section, and, unless the tree owns its values, no disposal.</summary>
/// <remarks>
/// Reads cost what they cost on the tree. It may be kept for hours, handed to other threads and held across <c>await</c>: the nodes it shares with the tree are left to the
/// garbage collector instead of being recycled (rules S1, S2), so a snapshot keeps memory alive, and the first write to each node after it allocates a new one.
/// All members may be called by any number of threads at once.
/// <para>A snapshot of a tree that owns its values (<see cref="BPlusTreeOptions{TKey,TValue}.OwnsValues"/>) holds back the disposal of what it sees until it is disposed; enumerators that are
/// open then finish first. After that its reads throw <see cref="ObjectDisposedException"/>. One that is forgotten is released when the garbage collector finds it.</para>
/// </remarks>
[DebuggerDisplay("Count = {LongCount}")]
[DebuggerTypeProxy(typeof(EntriesDebugView<,>))]
public sealed partial class BPlusTreeSnapshot<TKey, TValue> : IReadOnlyDictionary<TKey, TValue>, IEntryMap<TKey, TValue>, IDisposable
    where TKey : notnull
{
    private readonly IComparer<TKey>? comparer;
    private Node? root; // never changes; a field that can be passed by reference, as the live tree's is

    /// <summary>Null unless the tree owns its values.</summary>
    private readonly SnapshotLease? lease;

    internal BPlusTreeSnapshot(Node root, long count, IComparer<TKey>? comparer, SnapshotLease? lease)
    {
        this.lease = lease;
        this.root = root;
        this.comparer = comparer;
        LongCount = count;
    }

    /// <summary>The order of the keys.</summary>
    public IComparer<TKey> Comparer => comparer ?? Comparer<TKey>.Default;

    /// <summary>How many entries there are, exactly.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)LongCount);

    /// <summary>How many entries there are, also beyond two billion.</summary>
    public long LongCount { get; }

    /// <summary>Whether there are no entries.</summary>
    public bool IsEmpty => LongCount == 0;

    ref Node? IEntrySource<TKey>.Root => ref root;

    IComparer<TKey>? IEntrySource<TKey>.Comparer => comparer;

    RcuDomain? IEntrySource<TKey>.SectionDomain => null;

    SnapshotLease? IEntrySource<TKey>.Lease => lease;

    bool IEntrySource<TKey>.DisposesValues => false; // each enumerator has a lease

    /// <summary>For reads by key; enumerators have a lease of their own.</summary>
    private ref Node? Root
    {
        get
        {
            lease?.ThrowIfReleased();
            return ref root;
        }
    }

    void IEntrySource<TKey>.ThrowIfUnprotected() => lease?.ThrowIfReleased();

    /// <summary>Lets go of the values, where the tree owns them; otherwise does nothing. May be called repeatedly.</summary>
    public void Dispose() => lease?.Release();

    /// <summary>The value of a key. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="KeyNotFoundException">The key is absent.</exception>
    public TValue this[TKey key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"The key '{key}' is not in the snapshot.");

    /// <summary>Finds the value of a key. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => TreeReader<TKey, TValue>.TryGet(ref Root, Checked(key), comparer, out value);

    /// <summary>Whether a key is present. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool ContainsKey(TKey key) => TreeReader<TKey, TValue>.Contains(ref Root, Checked(key), comparer);

    /// <summary>Finds the entry with the least key. O(log n).</summary>
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetFirst(ref Root, out key, out value);

    /// <summary>Finds the entry with the greatest key. O(log n).</summary>
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetLast(ref Root, out key, out value);

    /// <summary>Finds the entry with the greatest key that is at most <paramref name="key"/>. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetAtMost(ref Root, Checked(key), orEqual: true, comparer, out foundKey, out value);

    /// <summary>Finds the entry with the least key that is at least <paramref name="key"/>. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetAtLeast(ref Root, Checked(key), orEqual: true, comparer, out foundKey, out value);

    /// <summary>Finds the entry with the greatest key below <paramref name="key"/>. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetAtMost(ref Root, Checked(key), orEqual: false, comparer, out foundKey, out value);

    /// <summary>Finds the entry with the least key above <paramref name="key"/>. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
        TreeReader<TKey, TValue>.TryGetAtLeast(ref Root, Checked(key), orEqual: false, comparer, out foundKey, out value);

    /// <summary>Enumerates all entries in ascending order without allocating.</summary>
    public EntryEnumerator<TKey, TValue> GetEnumerator() => new(this, KeyRange<TKey>.All, descending: false);

    /// <summary>The entries whose keys lie in <paramref name="range"/>, ascending.</summary>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public EntryRange<TKey, TValue> EnumerateRange(KeyRange<TKey> range) => new(this, range.Validated(comparer, nameof(range)), descending: false);

    /// <summary>All entries, descending.</summary>
    public EntryRange<TKey, TValue> EnumerateDescending() => new(this, KeyRange<TKey>.All, descending: true);

    /// <summary>The entries whose keys lie in <paramref name="range"/>, descending.</summary>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public EntryRange<TKey, TValue> EnumerateDescending(KeyRange<TKey> range) => new(this, range.Validated(comparer, nameof(range)), descending: true);

    /// <summary>Calls <paramref name="visitor"/> for each entry in ascending order. O(n).</summary>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the key, the value, and the entry's ordinal, from 0.</param>
    /// <returns>How many entries were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, TKey, TValue, long> visitor) => BPlusTree<TKey, TValue>.Visit(this, state, visitor);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        new PagingEnumerator<TKey, TValue>(this, KeyRange<TKey>.All, descending: false);

    IEnumerator IEnumerable.GetEnumerator() => new PagingEnumerator<TKey, TValue>(this, KeyRange<TKey>.All, descending: false);

    private TKey Checked(TKey key)
    {
        if (key is null) throw new ArgumentNullException(nameof(key));
        return KeySearch.Normalize(key, comparer);
    }
}
