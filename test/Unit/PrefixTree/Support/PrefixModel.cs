using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>A tree and what should be in it: every write goes to both and must do the same.</summary>
internal sealed class PrefixModel
{
    private long _next;

    public PrefixTree<long> Tree { get; } = new();

    public SortedDictionary<byte[], long> Expected { get; } = new(ByteOrder.Instance);

    public void Set(byte[] key)
    {
        long value = ++_next;
        Tree[key] = value;
        Expected[key] = value;
    }

    public void TryAdd(byte[] key)
    {
        long value = ++_next;
        Assert.Equal(Expected.TryAdd(key, value), Tree.TryAdd(key, value));
    }

    public void Remove(byte[] key)
    {
        bool there = Expected.Remove(key, out long expected);
        Assert.Equal(there, Tree.TryRemove(key, out long value));
        Assert.Equal(expected, value);
    }

    public void RemovePrefix(byte[] prefix)
    {
        byte[][] gone = [.. Expected.Keys.Where(key => key.AsSpan().StartsWith(prefix))];
        foreach (byte[] key in gone) Expected.Remove(key);
        Assert.Equal(gone.Length, Tree.RemovePrefix(prefix));
    }

    public void Add(params IEnumerable<byte[]> keys)
    {
        foreach (byte[] key in keys)
        {
            TryAdd(key);
            Tree.CheckInvariants();
        }

        Check();
    }

    public void RemoveAll(params IEnumerable<byte[]> keys)
    {
        foreach (byte[] key in keys)
        {
            Remove(key);
            Tree.CheckInvariants();
        }

        Check();
    }

    /// <summary>What is in a snapshot is exactly this.</summary>
    public static void CheckSnapshot(PrefixTreeSnapshot<long> snapshot, SortedDictionary<byte[], long> expected)
    {
        Node? root = ((IPrefixSource)snapshot).Root;
        Assert.Equal(expected.Count, snapshot.LongCount);
        Assert.Equal(expected.Count, Shape.Nodes(snapshot).Where(static node => node.IsLeaf).Sum(static node => node.Count));
        foreach ((byte[] key, long value) in expected)
        {
            Assert.True(PrefixReader<long>.TryGet(ref root, key, out long found));
            Assert.Equal(value, found);
        }
    }

    /// <summary>Every key is there with its value; that nothing else is there follows from the count.</summary>
    public void Check()
    {
        Tree.CheckInvariants();
        Assert.Equal(Expected.Count, Tree.LongCount);
        foreach ((byte[] key, long value) in Expected)
        {
            Assert.True(Tree.TryGetValue(key, out long found));
            Assert.Equal(value, found);
        }
    }
}
