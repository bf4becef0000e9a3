using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net;

namespace Concurrent;

[DebuggerTypeProxy(typeof(CidrDebugView<>))]
public sealed partial class CidrTable<TValue> : IReadOnlyCollection<KeyValuePair<IPNetwork, TValue>>
{
    /// <summary>Enumerates all blocks in order, in one read section, without allocating: what <c>foreach</c> uses.</summary>
    public CidrEnumerator<TValue> GetEnumerator() => new(tree.GetEnumerator());

    /// <summary>All blocks, from the last to the first.</summary>
    public CidrView<TValue> EnumerateDescending() => new(tree.EnumerateDescending());

    /// <summary>The blocks that contain an address, the shortest first. O(depth) each. Allocates the address's key.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public CidrContainingView<TValue> EnumerateContaining(IPAddress address) => CidrReader<TValue>.Containing(tree, address);

    /// <summary>The blocks inside one, itself included, in order. O(depth), then O(1) a block. Allocates the keys of its ends.</summary>
    public CidrView<TValue> EnumerateWithin(IPNetwork network) => CidrReader<TValue>.Within(tree, network);

    /// <summary>Counts the blocks inside one, itself included. O(depth + blocks / 32). Not a snapshot; lock-free, allocates nothing.</summary>
    public long CountWithin(IPNetwork network) => CidrReader<TValue>.CountWithin(tree, network);

    /// <summary>Captures the blocks of this moment. O(1); waits for other writers.</summary>
    /// <remarks>Every node that exists now is frozen: the first write to each copies it, allocating, and leaves the original to the garbage collector.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public CidrTableSnapshot<TValue> Snapshot() => new(tree.Snapshot());

    /// <summary>Removes all blocks by one store. O(1): the nodes are left to the garbage collector.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Clear() => tree.Clear();

    /// <summary>Replaces everything that is in the table by <paramref name="entries"/>, which must be in order, by one store. O(m): nodes as small as their entries allow, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// <para>Order is that of an enumeration: IPv4 before IPv6, then by base address, then the shorter prefix first.</para>
    /// <para><paramref name="entries"/> is enumerated once, outside locks and read sections, and may take as long as it likes: readers and writers go on with what is in the table until all is built, and what they
    /// wrote meanwhile is replaced with the rest. The old nodes are left to the garbage collector.</para>
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A block does not come after the one before it; the message names its position. The table is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(IEnumerable<KeyValuePair<IPNetwork, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        tree.Load(Keyed(entries));
    }

    IEnumerator<KeyValuePair<IPNetwork, TValue>> IEnumerable<KeyValuePair<IPNetwork, TValue>>.GetEnumerator() => CidrReader<TValue>.Pairs(tree);

    IEnumerator IEnumerable.GetEnumerator() => CidrReader<TValue>.Pairs(tree);

    /// <summary>Throws when anything is not as it must be between writes.</summary>
    internal void CheckInvariants() => tree.CheckInvariants();

    /// <summary>The entries by keys, each of which is good until the next one: the tree copies them.</summary>
    private static IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> Keyed(IEnumerable<KeyValuePair<IPNetwork, TValue>> entries)
    {
        byte[] key = new byte[CidrKey.Room], before = new byte[CidrKey.Room];
        int length = 0, position = 0;
        foreach ((IPNetwork network, TValue value) in entries)
        {
            (key, before) = (before, key);
            int lengthBefore = length;
            length = CidrKey.Write(network, key).Length;
            if (before.AsSpan(0, lengthBefore).SequenceCompareTo(key.AsSpan(0, length)) >= 0)
            {
                throw new ArgumentException($"The block {network} at position {position} does not come after the one before it.", nameof(entries));
            }

            position++;
            yield return new KeyValuePair<ReadOnlyMemory<byte>, TValue>(key.AsMemory(0, length), value);
        }
    }
}
