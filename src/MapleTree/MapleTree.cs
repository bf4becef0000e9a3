using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A map from ranges of keys to values for many readers: look-ups take no lock and write no shared memory, while one writer at a time publishes its changes.</summary>
/// <typeparam name="TKey">The keys, unsigned integers: <see cref="uint"/> for IPv4 addresses, <see cref="ulong"/>, <see cref="UInt128"/> for IPv6 ...</typeparam>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class MapleTree<TKey, TValue> : IRangeSource
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    // What readers load comes first and changes only with the root.
    private Node? root;
    private readonly RcuDomain domain;
    private readonly MapleCore<TKey, TValue> core;
    private readonly int capacity;

    private readonly MapleTreeOptions<TKey, TValue> options;

    /// <summary>An empty tree that does not track gaps.</summary>
    public MapleTree()
        : this(new MapleTreeOptions<TKey, TValue>())
    {
    }

    /// <summary>An empty tree with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public MapleTree(MapleTreeOptions<TKey, TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        MapleTreePool<TKey, TValue> pool = options.Pool ?? new MapleTreePool<TKey, TValue>(options.Domain, options.Reserve);
        domain = pool.Domain;
        this.options = options;
        capacity = options.NodeCapacity;
        core = new MapleCore<TKey, TValue>(pool, options);
        root = EmptyLeaf();
    }

    /// <summary>The domain whose grace periods replaced nodes wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => domain;

    /// <summary>Whether the tree knows its gaps; see <see cref="MapleTreeOptions{TKey,TValue}.TrackGaps"/>.</summary>
    public bool TracksGaps => options.TrackGaps;

    /// <summary>How many ranges hold a value. O(1). Runs behind a concurrent write by an instant; a snapshot's count is exact.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)core.Count);

    /// <summary>How many ranges hold a value, also beyond two billion. O(1).</summary>
    public long LongCount => core.Count;

    /// <summary>Whether no range holds a value. O(log n), lock-free, linearizable, allocates nothing.</summary>
    public bool IsEmpty
    {
        get
        {
            using ReadSection section = domain.EnterRead();
            RangeEntry<TKey, TValue> range = MapleReader<TKey, TValue>.GetRange(ref root, TKey.MinValue);
            return !range.HasValue && range.Last == TKey.MaxValue; // a gap is reported whole
        }
    }

    ref Node? IRangeSource.Root => ref root;

    RcuDomain? IRangeSource.SectionDomain => domain;

    /// <summary>Finds the value of a key. O(log n), lock-free, linearizable, allocates nothing.</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access
        return MapleReader<TKey, TValue>.TryGet(ref root, key, out value);
    }

    /// <summary>Finds the value of a key and the range that holds it, or, where there is none, the whole gap around the key. O(log n), lock-free, linearizable, allocates nothing.</summary>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range)
    {
        using ReadSection section = domain.EnterRead();
        range = MapleReader<TKey, TValue>.GetRange(ref root, key);
        return range.HasValue;
    }

    /// <summary>A leaf with one entry: nothing, from the first key to the last.</summary>
    private static RangeLeaf<TKey, TValue> EmptyLeaf()
    {
        RangeLeaf<TKey, TValue> leaf = RangeLeaf<TKey, TValue>.Create();
        leaf.Begin(TKey.MinValue);
        leaf.Add(TKey.MaxValue, present: false, default!);
        return leaf;
    }
}
