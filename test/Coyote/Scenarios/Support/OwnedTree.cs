using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>A tree that owns its values, and all values that it was ever given.</summary>
internal sealed class OwnedTree
{
    private readonly List<Resource> given = [];

    internal OwnedTree(RcuDomain domain, params long[] keys)
    {
        Domain = domain;
        Tree = new BPlusTree<long, Resource>(new BPlusTreeOptions<long, Resource> { Domain = domain, NodeCapacity = 4, RecycleNodes = false, OwnsValues = true });
        foreach (long key in keys) Tree[key] = Make();
    }

    internal RcuDomain Domain { get; }

    internal BPlusTree<long, Resource> Tree { get; }

    /// <summary>The n-th value made.</summary>
    internal Resource this[int number] => given[number];

    /// <summary>A value for the tree.</summary>
    internal Resource Make()
    {
        var value = new Resource();
        given.Add(value);
        return value;
    }

    /// <summary>Finds a value, and uses it for as long as the section lasts.</summary>
    internal void Use(long key)
    {
        using ReadSection section = Domain.EnterRead();
        if (Tree.TryGetValue(key, out Resource? value)) value.Use();
    }

    /// <summary>At the end, when nobody reads and no snapshot lives: every value is disposed. A second disposal fails by itself.</summary>
    internal void CheckEnd()
    {
        Tree.CheckInvariants();
        Tree.Dispose();
        Domain.Barrier();
        for (int i = 0; i < given.Count; i++) Check.That(given[i].IsDisposed, $"V1: value {i} was never disposed");
    }
}
