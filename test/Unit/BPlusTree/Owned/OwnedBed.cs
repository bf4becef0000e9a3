using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A tree that owns its values, in a domain of its own, and the values it began with.</summary>
internal sealed class OwnedBed : IDisposable
{
    public OwnedBed(int capacity = 4, int entries = 40, IComparer<int>? comparer = null)
    {
        Domain = new RcuDomain();
        Tree = Empty(capacity, comparer);
        Values = [.. Enumerable.Range(0, entries).Select(key => new Probe($"the first value of {key}"))];
        for (int key = 0; key < entries; key++) Tree.Add(key, Values[key]);
    }

    public RcuDomain Domain { get; }

    public BPlusTree<int, Probe?> Tree { get; }

    /// <summary>By key.</summary>
    public Probe[] Values { get; }

    public BPlusTree<int, Probe?> Empty(int capacity = 4, IComparer<int>? comparer = null) =>
        new(TreeOf.Options<int, Probe?>(capacity, comparer, Domain) with { OwnsValues = true });

    /// <summary>Waits until everything is disposed that may be.</summary>
    public void Settle() => Domain.Barrier();

    /// <summary>Of the values the tree began with, exactly these are disposed, once each.</summary>
    public void AssertDisposed(params IEnumerable<int> keys)
    {
        Settle();
        var expected = keys.ToHashSet();
        for (int key = 0; key < Values.Length; key++) Assert.True(Values[key].Disposals == (expected.Contains(key) ? 1 : 0), $"{Values[key]} was disposed {Values[key].Disposals} times");
    }

    /// <summary>Disposes the tree, and then each of its first values is disposed once, except those that were handed out.</summary>
    public void AssertAllDisposedInTheEnd(params IEnumerable<int> handedOut)
    {
        Tree.CheckInvariants();
        Tree.Dispose();
        var mine = handedOut.ToHashSet();
        AssertDisposed(Enumerable.Range(0, Values.Length).Where(key => !mine.Contains(key)));
    }

    public void Dispose()
    {
        Tree.Dispose();
        Domain.Dispose();
    }
}
