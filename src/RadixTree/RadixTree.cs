using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A sparse array with tags for many readers: look-ups take no lock and write no shared memory, while one writer at a time publishes its changes.</summary>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class RadixTree<TValue> : IRadixSource
{
    // What readers load comes first and changes only with the root.
    private Node? root;
    private readonly RcuDomain domain;
    private readonly RadixCore<TValue> core;

    private readonly RadixTreeOptions<TValue> options;

    /// <summary>An empty tree whose entries can carry three tags.</summary>
    public RadixTree()
        : this(new RadixTreeOptions<TValue>())
    {
    }

    /// <summary>An empty tree with <paramref name="options"/>.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public RadixTree(RadixTreeOptions<TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        RadixTreePool<TValue> pool = options.Pool ?? new RadixTreePool<TValue>(options.Domain, options.Reserve);
        domain = pool.Domain;
        this.options = options;
        core = new RadixCore<TValue>(pool, options);
        root = RadixLeaf4<TValue>.Create();
    }

    /// <summary>The domain whose grace periods replaced nodes wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => domain;

    /// <summary>How many tags each entry can carry.</summary>
    public int TagCount => options.TagCount;

    /// <summary>How many entries there are; a value over a range counts once for each aligned power of two that it is stored as. O(1). Runs behind a concurrent write by an instant; a snapshot's count is exact.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)core.Count);

    /// <summary>How many entries there are, also beyond two billion. O(1).</summary>
    public long LongCount => core.Count;

    ref Node? IRadixSource.Root => ref root;

    RcuDomain? IRadixSource.SectionDomain => domain;

    /// <summary>Finds the value of an index. O(height), at most 11 steps; lock-free, linearizable, allocates nothing.</summary>
    public bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access
        return RadixReader<TValue>.TryGet(ref root, index, out value);
    }
}
