using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>
/// An ordered map for many readers: look-ups, neighbours and ranges take no lock and write no shared memory, while one writer at a time publishes its changes.
/// </summary>
/// <typeparam name="TKey">The keys: any type with a natural order or a comparer. 4- and 8-byte integers and floating-point numbers in natural order are searched with
/// SIMD. A key must not change its place in the order while it is in the tree.</typeparam>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value. References, and primitives and enums up to the size of a pointer, are overwritten in
/// place; another value is replaced by copying its leaf.</typeparam>
/// <remarks>
/// <para>A B+ tree of copy-on-write nodes. A write copies one leaf (or overwrites one slot) and makes the change visible by one store; the node it replaced is
/// used again once no reader can hold it.</para>
/// <para>All members may be called by any number of threads at once. What each group costs, whether it can wait, what it promises beside other threads, and what it
/// allocates in the steady state:</para>
/// <list type="table">
/// <listheader><term>members</term><description>complexity; blocking; consistency; allocation</description></listheader>
/// <item><term><see cref="TryGetValue"/>, <see cref="ContainsKey"/>, the indexer's getter, <c>Keys.Contains</c></term><description>O(log n); never blocks, wait-free;
/// linearizable; none</description></item>
/// <item><term><see cref="GetMany"/></term><description>O(log n) each, with the cache misses of 32 keys at a time; never blocks; each look-up is linearizable, together they are no
/// snapshot; none</description></item>
/// <item><term><c>TryGetFirst</c>, <c>Last</c>, <c>Floor</c>, <c>Ceiling</c>, <c>Lower</c>, <c>Higher</c>, <see cref="IsEmpty"/></term><description>O(log n); never blocks, lock-free:
/// starts again when a neighbouring leaf changes meanwhile; linearizable; none</description></item>
/// <item><term><see cref="Count"/>, <see cref="LongCount"/></term><description>O(1); never blocks; an instant behind a concurrent write, exact when nobody writes and in a
/// snapshot; none</description></item>
/// <item><term><c>GetAlternateLookup</c> and its reads</term><description>as the reads of the same name by key; none</description></item>
/// <item><term><see cref="Read"/></term><description>opens one read section for many calls; never blocks, but nodes replaced meanwhile
/// wait for its end; each call as on the tree; none</description></item>
/// <item><term><see cref="GetCursor"/></term><description>a seek O(log n), a step O(1) within a leaf; never blocks, but holds one read section until disposed; each seek and step is
/// linearizable; none</description></item>
/// <item><term><c>foreach</c>, also over <see cref="Keys"/> and <see cref="Values"/>, <see cref="EnumerateRange"/>, <c>EnumerateDescending</c></term><description>O(log n
/// + entries); never blocks, but holds one read section until the loop ends; not a snapshot; none</description></item>
/// <item><term><see cref="IEnumerable{T}"/>, LINQ, <see cref="ForEach"/>, <see cref="ContainsValue"/></term><description>the same in short sections of 64 entries, seeking on
/// by key; one buffer</description></item>
/// <item><term><see cref="ToArray"/>, <see cref="ToList"/>, <c>CopyTo</c></term><description>O(n), in short sections; never blocks; not a snapshot; the result</description></item>
/// <item><term><see cref="CopyRange"/>, <see cref="CopyDescending"/>, <see cref="CountRange"/></term><description>O(log n + entries), O(log n + leaves); never block; not a
/// snapshot; none</description></item>
/// <item><term><see cref="TryAdd"/>, <see cref="Add"/>, <c>TryUpdate</c>, <c>TryRemove</c>, <see cref="Remove"/>, the indexer's setter</term><description>O(log n); waits for other
/// writers, never for readers; linearizable; none</description></item>
/// <item><term><c>GetOrAdd</c>, <c>AddOrUpdate</c>, <c>TryUpdateOrRemove</c>, <c>AddUpdateOrRemove</c>, <c>TryUpdate</c> and <c>TryRemove</c> with a value to compare</term><description>O(log n); the same, but starts
/// again when the entry changes while the function or the comparison runs, outside the lock; <c>GetOrAdd</c> of a present key takes no lock; linearizable; none</description></item>
/// <item><term><see cref="TryRemoveFirst"/>, <see cref="TryRemoveLast"/>, <see cref="TryRemoveFirstUpTo"/></term><description>O(log n); no lock when there is nothing to remove;
/// linearizable; none in the steady state</description></item>
/// <item><term><see cref="RemoveRange"/></term><description>O(log n) new nodes and a count of the leaves inside or outside the range; waits for other writers; linearizable; none in the steady state, but nodes
/// wholly inside the range are not used again</description></item>
/// <item><term><see cref="AddRange"/>, <see cref="TryAddRange"/>, <see cref="SetRange"/></term><description>O(m log n) for m entries; waits for other writers; linearizable: all or nothing; a copy of
/// the entries</description></item>
/// <item><term><c>Load</c>, <see cref="Clone"/></term><description>O(n), built outside the lock; waits for other writers; linearizable; all new nodes</description></item>
/// <item><term><see cref="MergeFrom"/></term><description>O(m log n); waits for the writers of both trees; all or nothing in each tree, this one first; nodes</description></item>
/// <item><term><see cref="Snapshot"/></term><description>O(1); waits for other writers; a consistent view of one moment; one small object</description></item>
/// <item><term><see cref="BeginBatch"/> ... <see cref="Batch.Commit"/>, <see cref="TryBeginBatch"/></term><description>the sum of its writes; waits for other writers, <see cref="TryBeginBatch"/> for as long as it
/// is told; all or nothing for every reader; none beyond its nodes</description></item>
/// <item><term><see cref="Clear"/>, <see cref="TakeAll"/>, <see cref="Drain"/></term><description>O(1), and the visits of <see cref="Drain"/>; waits for other writers; linearizable; one small
/// object and an empty leaf</description></item>
/// </list>
/// <para>Enumeration yields keys in ascending (or descending) order without duplicates; a key that is present throughout is seen, one that is added or removed
/// meanwhile may or may not be. The body of the loop may write to the same tree. For an exact view, enumerate a <see cref="Snapshot"/>.</para>
/// <para>As an <see cref="ICollection{T}"/> the tree is counted first and copied then, by code that does not know of other threads: <c>new List(tree)</c>, LINQ's sorting and its
/// <c>ToList</c> through an interface. An entry added in between makes that throw <see cref="ArgumentException"/>, one removed leaves a default entry at the end. While
/// others write, use <see cref="ToArray"/>, <see cref="ToList"/>, or a <see cref="Snapshot"/>, for which none of this holds.</para>
/// <para>Which keys are equal is decided by the comparer alone, everywhere. Without one, keys have their natural order, <see cref="string"/> keys ordinal order, and byte strings
/// that of <see cref="ByteStringComparer"/>. In the natural order of <see cref="double"/>, <see cref="float"/> and <see cref="Half"/> every NaN is one key, below
/// negative infinity, and -0.0 is the same key as 0.0. For the first two types the tree keeps, and hands out, one NaN and the positive zero, whichever were added. A comparer that is named
/// gets the keys as they are.</para>
/// <para>User code never runs under the writer lock, with two exceptions: key comparers, and the code between <see cref="BeginBatch"/> and its end. A write to the
/// tree from inside either throws <see cref="InvalidOperationException"/>. A write whose comparer throws leaves the tree as it was.</para>
/// </remarks>
/// <example><code>
/// var quotes = new BPlusTree&lt;long, decimal&gt;();
/// quotes[100] = 12.5m;
/// quotes.TryAdd(250, 13.0m);
/// if (quotes.TryGetFloor(199, out long at, out decimal price)) Console.WriteLine($"{at}: {price}");   // 100: 12.5
/// foreach (var (key, value) in quotes.EnumerateRange(KeyRange&lt;long&gt;.AtLeast(200))) Console.WriteLine($"{key}: {value}");
/// </code></example>
[DebuggerDisplay("Count = {LongCount}")]
[DebuggerTypeProxy(typeof(EntriesDebugView<,>))]
public sealed partial class BPlusTree<TKey, TValue> : IDictionary<TKey, TValue>, IReadOnlyDictionary<TKey, TValue>, IEntryMap<TKey, TValue>
    where TKey : notnull
{
    // What readers load comes first and changes only with the root; what each write changes lies in the core, behind padding.
    private Node? root;
    private readonly RcuDomain domain;

    /// <summary>Null means natural order.</summary>
    private readonly IComparer<TKey>? comparer;
    private readonly TreeCore<TKey, TValue> core;
    private readonly int capacity;
    private readonly bool ownsValues;

    /// <summary>For <see cref="Clone"/>.</summary>
    private readonly BPlusTreeOptions<TKey, TValue> options;

    /// <summary>An empty tree in natural order; for <see cref="string"/> keys, ordinal; for byte strings, that of <see cref="ByteStringComparer"/>.</summary>
    public BPlusTree()
        : this(new BPlusTreeOptions<TKey, TValue>())
    {
    }

    /// <summary>An empty tree in the order of <paramref name="comparer"/>.</summary>
    /// <param name="comparer">The order; null: natural.</param>
    public BPlusTree(IComparer<TKey>? comparer)
        : this(new BPlusTreeOptions<TKey, TValue> { Comparer = comparer })
    {
    }

    /// <summary>A tree of <paramref name="entries"/>, which may come in any order. O(m) when they ascend, else O(m log m); full nodes.</summary>
    /// <param name="entries">The entries; copied.</param>
    /// <param name="comparer">The order; null: natural, for <see cref="string"/> keys ordinal.</param>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null or given twice.</exception>
    public BPlusTree(IEnumerable<KeyValuePair<TKey, TValue>> entries, IComparer<TKey>? comparer = null)
        : this(comparer)
    {
        AddRange(entries);
    }

    /// <summary>An empty tree with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public BPlusTree(BPlusTreeOptions<TKey, TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.options = options;
        BPlusTreePool<TKey, TValue> pool = options.Pool ?? new BPlusTreePool<TKey, TValue>(options.Domain, options.Reserve);
        domain = pool.Domain;
        comparer = Effective(options.Comparer);
        capacity = options.NodeCapacity;
        ownsValues = options.OwnsValues;
        core = new TreeCore<TKey, TValue>(domain, pool.Leaves, pool.Inners, comparer, options.RecycleNodes, capacity, ownsValues);
        root = NewEmptyLeaf();
    }

    /// <summary>The order of the keys.</summary>
    public IComparer<TKey> Comparer => comparer ?? Comparer<TKey>.Default;

    /// <summary>The domain whose grace periods replaced nodes wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => domain;

    /// <summary>How many entries there are. Runs behind a concurrent write by an instant; a snapshot's count is exact.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)core.Count);

    /// <summary>How many entries there are, also beyond two billion.</summary>
    public long LongCount => core.Count;

    /// <summary>Whether there are no entries.</summary>
    public bool IsEmpty
    {
        get
        {
            using ReadSection section = domain.EnterRead();
            return !TreeReader<TKey, TValue>.TryGetFirst(ref root, out _, out _);
        }
    }

    ref Node? IEntrySource<TKey>.Root => ref root;

    IComparer<TKey>? IEntrySource<TKey>.Comparer => comparer;

    RcuDomain? IEntrySource<TKey>.SectionDomain => domain;

    /// <summary>Null where natural order will do: for value types, whose default comparer the JIT sees through.</summary>
    private static IComparer<TKey>? Effective(IComparer<TKey>? comparer)
    {
        if (typeof(TKey) == typeof(string)) return comparer ?? (IComparer<TKey>)StringComparer.Ordinal;
        if (typeof(TKey) == typeof(byte[]) || typeof(TKey) == typeof(ReadOnlyMemory<byte>)) return comparer ?? (IComparer<TKey>)(object)ByteStringComparer.Instance;
        bool natural = comparer is null || ReferenceEquals(comparer, Comparer<TKey>.Default);
        if (!natural) return comparer;
        return typeof(TKey).IsValueType ? null : Comparer<TKey>.Default;
    }

    /// <summary>Refuses null and maps equal floating-point keys to the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TKey Checked(TKey key)
    {
        if (key is null) ThrowNullKey();
        return KeySearch.Normalize(key!, comparer);
    }

    private static void ThrowNullKey() => throw new ArgumentNullException("key");
}
