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
/// <typeparam name="TKey">The keys. 4- and 8-byte integers and floating-point numbers in natural order are searched with SIMD.</typeparam>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
/// <remarks>
/// <para>A B+ tree of copy-on-write nodes. A write copies one leaf (or overwrites one slot) and makes the change visible by one store; the node it replaced is
/// used again once no reader can hold it.</para>
/// <list type="table">
/// <listheader><term>members</term><description>complexity; blocking; consistency; allocation</description></listheader>
/// <item><term><see cref="TryGetValue"/>, <see cref="ContainsKey"/>, the indexer's getter</term><description>O(log n); never blocks; linearizable; none</description></item>
/// <item><term><c>TryGetFirst</c>, <c>Last</c>, <c>Floor</c>, <c>Ceiling</c>, <c>Lower</c>, <c>Higher</c></term><description>O(log n); never blocks, starts again when a
/// neighbouring leaf changes meanwhile; linearizable; none</description></item>
/// <item><term><c>foreach</c>, <see cref="EnumerateRange"/>, <c>EnumerateDescending</c></term><description>O(log n + entries); never blocks, but holds one read
/// section until the loop ends; not a snapshot; none</description></item>
/// <item><term><see cref="IEnumerable{T}"/>, LINQ, <see cref="ForEach"/></term><description>the same in short sections of 64 entries, seeking on by key; one buffer</description></item>
/// <item><term><see cref="TryAdd"/>, <c>TryUpdate</c>, <c>TryRemove</c>, the indexer's setter, <c>GetOrAdd</c>, <c>AddOrUpdate</c></term><description>O(log n); waits for
/// other writers, never for readers; linearizable; none in the steady state</description></item>
/// <item><term><c>TryUpdateOrRemove</c>, <c>AddUpdateOrRemove</c></term><description>O(log n); the function runs outside the lock and may run again; linearizable; none</description></item>
/// <item><term><see cref="TryRemoveFirst"/>, <see cref="TryRemoveLast"/>, <see cref="TryRemoveFirstUpTo"/></term><description>O(log n); no lock when there is nothing to remove;
/// linearizable; none in the steady state</description></item>
/// <item><term><see cref="RemoveRange"/></term><description>O(log n) new nodes and a count of the leaves inside or outside the range; waits for other writers; linearizable; none in the steady state, but nodes
/// wholly inside the range are not used again</description></item>
/// <item><term><see cref="AddRange"/>, <see cref="TryAddRange"/>, <see cref="SetRange"/></term><description>O(m log n) for m entries; waits for other writers; linearizable: all or nothing; a copy of
/// the entries</description></item>
/// <item><term><c>Load</c>, <see cref="Clone"/></term><description>O(n), built outside the lock; waits for other writers; linearizable; all new nodes</description></item>
/// <item><term><see cref="Snapshot"/></term><description>O(1); waits for other writers; a consistent view of one moment; one small object</description></item>
/// <item><term><see cref="BeginBatch"/>, <see cref="TryBeginBatch"/> ... <see cref="Batch.Commit"/></term><description>the sum of its writes; waits for other writers; all or nothing for every reader</description></item>
/// <item><term><see cref="Clear"/>, <see cref="TakeAll"/></term><description>O(1); waits for other writers; linearizable</description></item>
/// </list>
/// <para>Enumeration yields keys in ascending (or descending) order without duplicates; a key that is present throughout is seen, one that is added or removed
/// meanwhile may or may not be. The body of the loop may write to the same tree. For an exact view, enumerate a <see cref="Snapshot"/>.</para>
/// <para>User code never runs under the writer lock, with two exceptions: key comparers, and the code between <see cref="BeginBatch"/> and its end. A write to the
/// tree from inside either throws <see cref="InvalidOperationException"/>.</para>
/// </remarks>
/// <example><code>
/// var quotes = new BPlusTree&lt;long, decimal&gt;();
/// quotes[100] = 12.5m;
/// quotes.TryAdd(250, 13.0m);
/// if (quotes.TryGetFloor(199, out long at, out decimal price)) Console.WriteLine($"{at}: {price}");   // 100: 12.5
/// foreach (var (key, value) in quotes.EnumerateRange(KeyRange&lt;long&gt;.AtLeast(200))) Console.WriteLine($"{key}: {value}");
/// </code></example>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class BPlusTree<TKey, TValue> : IReadOnlyCollection<KeyValuePair<TKey, TValue>>, IEntrySource<TKey>
    where TKey : notnull
{
    // What readers load comes first and changes only with the root; what each write changes lies in the core, behind padding.
    private Node? root;
    private readonly RcuDomain domain;

    /// <summary>Null means natural order.</summary>
    private readonly IComparer<TKey>? comparer;
    private readonly TreeCore<TKey, TValue> core;
    private readonly int capacity;

    /// <summary>For <see cref="Clone"/>.</summary>
    private readonly BPlusTreeOptions<TKey, TValue> options;

    /// <summary>An empty tree in natural order; for <see cref="string"/> keys, ordinal.</summary>
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
        core = new TreeCore<TKey, TValue>(domain, pool.Leaves, pool.Inners, comparer, options.RecycleNodes, capacity);
        root = LeafNode<TKey, TValue>.Create();
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
