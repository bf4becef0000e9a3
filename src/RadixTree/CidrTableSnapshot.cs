using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The blocks of a <see cref="CidrTable{TValue}"/> at one moment. Immutable; needs no read section and no disposal.</summary>
/// <remarks>
/// Reads cost what they cost on the table, and are exact. It may be kept for hours, handed to other threads and held across <c>await</c>: the nodes it shares with the table are left to the garbage collector
/// instead of being recycled (rules S1, S2), so a snapshot keeps memory alive, and the first write to each node after it allocates a new one. All members may be called by any number of threads at once.
/// </remarks>
[DebuggerDisplay("Count = {LongCount}")]
[DebuggerTypeProxy(typeof(CidrDebugView<>))]
[SkipLocalsInit] // keys are written into room on the stack that need not be cleared
public sealed class CidrTableSnapshot<TValue> : IReadOnlyCollection<KeyValuePair<IPNetwork, TValue>>
{
    private readonly PrefixTreeSnapshot<TValue> entries;

    internal CidrTableSnapshot(PrefixTreeSnapshot<TValue> entries) => this.entries = entries;

    /// <summary>How many blocks there are, exactly.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => entries.Count;

    /// <summary>How many blocks there are, also beyond two billion.</summary>
    public long LongCount => entries.LongCount;

    /// <summary>Whether there are no blocks.</summary>
    public bool IsEmpty => entries.IsEmpty;

    /// <summary>The value of a block itself. O(depth).</summary>
    /// <exception cref="KeyNotFoundException">There is no such block.</exception>
    public TValue this[IPNetwork network] => TryGetValue(network, out TValue? value) ? value : throw CidrTable<TValue>.NotFound(network);

    private ref Node? Root => ref ((IPrefixSource)entries).Root;

    /// <summary>Finds the longest block that contains an IPv4 address. O(depth); allocates nothing.</summary>
    /// <param name="address">The address, its first byte uppermost: 192.0.2.1 is 0xC0000201.</param>
    /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLongestPrefix(uint address, out int prefixLength, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out prefixLength, out value);

    /// <summary>Finds the longest block that contains an IPv6 address. O(depth); allocates nothing.</summary>
    /// <param name="address">The address, its first byte uppermost.</param>
    /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLongestPrefix(UInt128 address, out int prefixLength, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out prefixLength, out value);

    /// <summary>Finds the value of the longest block that contains an address. O(depth); allocates nothing.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public bool TryGetLongestPrefix(IPAddress address, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out value);

    /// <summary>Finds the longest block that contains an address. O(depth). Allocates the block's base address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="network">The block; <see langword="default"/> when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public bool TryGetLongestPrefix(IPAddress address, out IPNetwork network, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGetLongest(ref Root, address, out network, out value);

    /// <summary>Finds the value of a block itself, not of one that contains it. O(depth).</summary>
    public bool TryGetValue(IPNetwork network, [MaybeNullWhen(false)] out TValue value) => CidrReader<TValue>.TryGet(ref Root, network, out value);

    /// <summary>Whether a block itself is there. O(depth).</summary>
    public bool ContainsKey(IPNetwork network) => entries.ContainsKey(CidrKey.Write(network, stackalloc byte[CidrKey.Room]));

    /// <summary>Enumerates all blocks in order without allocating.</summary>
    public CidrEnumerator<TValue> GetEnumerator() => new(entries.GetEnumerator());

    /// <summary>All blocks, from the last to the first.</summary>
    public CidrView<TValue> EnumerateDescending() => new(entries.EnumerateDescending());

    /// <summary>The blocks that contain an address, the shortest first. O(depth) each. Allocates the address's key.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public CidrContainingView<TValue> EnumerateContaining(IPAddress address) => CidrReader<TValue>.Containing(entries, address);

    /// <summary>The blocks inside one, itself included, in order. O(depth), then O(1) a block. Allocates the keys of its ends.</summary>
    public CidrView<TValue> EnumerateWithin(IPNetwork network) => CidrReader<TValue>.Within(entries, network);

    /// <summary>Counts the blocks inside one, itself included. O(depth + blocks / 32); allocates nothing.</summary>
    public long CountWithin(IPNetwork network) => CidrReader<TValue>.CountWithin(entries, network);

    IEnumerator<KeyValuePair<IPNetwork, TValue>> IEnumerable<KeyValuePair<IPNetwork, TValue>>.GetEnumerator() => CidrReader<TValue>.Pairs(entries);

    IEnumerator IEnumerable.GetEnumerator() => CidrReader<TValue>.Pairs(entries);
}
