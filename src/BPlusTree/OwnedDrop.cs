using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Values that one write took out of an owning tree, on their way to being disposed. Waits for its grace period as a callback of the domain.</summary>
internal sealed class OwnedDrop<TKey, TValue> : DeferredCallback
{
    private readonly OwnedValues<TKey, TValue> owner;

    /// <summary>Most writes take out one value: it needs no list.</summary>
    private TValue? single;
    private bool hasSingle;
    private List<TValue>? values;
    private List<Node>? subtrees;
    private List<OwnedDrop<TKey, TValue>>? others;

    internal OwnedDrop(OwnedValues<TKey, TValue> owner)
    {
        this.owner = owner;
    }

    /// <summary>Several in one: what a snapshot had held back.</summary>
    internal OwnedDrop(OwnedValues<TKey, TValue> owner, List<OwnedDrop<TKey, TValue>> others)
        : this(owner)
    {
        this.others = others;
    }

    /// <summary>The transaction that took them out: snapshots taken before see them. 0: no snapshot does.</summary>
    internal long Number { get; set; }

    /// <summary>The next in the stack of those that could not be queued.</summary>
    internal OwnedDrop<TKey, TValue>? NextUnsent { get; set; }

    internal bool IsEmpty => !hasSingle && values is not { Count: > 0 } && subtrees is null && others is null;

    internal override object? State => null;

    /// <summary>So that <see cref="Add"/> allocates nothing up to that many values.</summary>
    internal void Reserve(int count)
    {
        if (count > 1) (values ??= []).EnsureCapacity(count - 1);
    }

    internal void Add(TValue value)
    {
        if (hasSingle)
        {
            (values ??= []).Add(value);
            return;
        }

        single = value;
        hasSingle = true;
    }

    /// <summary>All values below a node that nobody can reach any more but readers that are inside, and snapshots.</summary>
    internal void AddSubtree(Node root) => (subtrees ??= []).Add(root);

    internal void Clear()
    {
        single = default;
        hasSingle = false;
        values?.Clear();
        subtrees = null;
        others = null;
    }

    /// <summary>The grace period is over; on the domain's thread, outside locks and sections.</summary>
    internal override void Invoke() => owner.GraceOver(this);

    /// <summary>Disposes everything, also when some of it throws.</summary>
    /// <exception cref="AggregateException">What was thrown.</exception>
    internal void DisposeValues()
    {
        List<Exception>? failures = null;
        DisposeValues(ref failures);
        if (failures is not null) throw new AggregateException(SnapshotLease.ValuesThrew, failures);
    }

    internal void DisposeValues(ref List<Exception>? failures)
    {
        if (hasSingle) DisposeOne(single!, ref failures);
        if (values is not null)
        {
            foreach (TValue value in values) DisposeOne(value, ref failures);
        }

        if (subtrees is not null)
        {
            foreach (Node root in subtrees) DisposeBelow(root, ref failures);
        }

        if (others is not null)
        {
            foreach (OwnedDrop<TKey, TValue> other in others) other.DisposeValues(ref failures);
        }
    }

    private static void DisposeBelow(Node node, ref List<Exception>? failures)
    {
        if (node.Level == 0)
        {
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(node);
            foreach (TValue value in leaf.Values[..leaf.Count]) DisposeOne(value, ref failures);
            return;
        }

        var inner = Unsafe.As<InnerNode<TKey>>(node);
        foreach (Node? child in inner.Children[..inner.Count]) DisposeBelow(child!, ref failures);
    }

    private static void DisposeOne(TValue value, ref List<Exception>? failures)
    {
        try
        {
            (value as IDisposable)?.Dispose();
        }
        catch (Exception e)
        {
            (failures ??= []).Add(e);
        }
    }
}
