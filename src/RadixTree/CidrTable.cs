using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A map from blocks of internet addresses (CIDR, RFC 4632) to values, which finds the longest block that contains an address, for many readers: look-ups take no lock and write no shared memory, while one writer at a
/// time publishes its changes. For route tables, lists of what is let in, and who an address belongs to.</summary>
/// <remarks>
/// <para>Blocks of IPv4 and of IPv6 may be mixed and nested; each length from /0 to /32 or /128 is a key of its own. Order is that of CIDR: IPv4 before IPv6, then by base address, then the shorter prefix first, so that a block comes
/// directly before what is inside it. A block costs no more steps the longer it is: a step is seven bits, and steps in which nothing branches are left out.</para>
/// <para>The two families have nothing to do with each other. An IPv4 address written as one of IPv6 (<c>::ffff:192.0.2.1</c>) is an address of IPv6 here, contained in blocks of IPv6 only: whoever wants it looked up as the other calls
/// <see cref="IPAddress.MapToIPv4"/> first. Scope ids of IPv6 addresses are left out. <c>default(IPNetwork)</c> is 0.0.0.0/0, as it says itself.</para>
/// <para>Ranges that do not nest need no prefixes: a <c>MapleTree&lt;uint, TValue&gt;</c> holds them in a tenth of the memory, and looks them up many times faster.</para>
/// <para>It stands on the nodes, the writer and the pools of a <see cref="PrefixTree{TValue}"/>, and shares its options.</para>
/// </remarks>
/// <typeparam name="TValue">The values, of any type and size; null is an ordinary value.</typeparam>
[DebuggerDisplay("Count = {LongCount}")]
[SkipLocalsInit] // keys are written into room on the stack that need not be cleared
public sealed partial class CidrTable<TValue>
{
    private readonly PrefixTree<TValue> tree;
    private readonly RcuDomain domain;

    /// <summary>An empty table.</summary>
    public CidrTable()
        : this(new PrefixTreeOptions<TValue>())
    {
    }

    /// <summary>An empty table with <paramref name="options"/>; its pool may be shared with prefix trees.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">The options contradict each other or leave their ranges.</exception>
    public CidrTable(PrefixTreeOptions<TValue> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        tree = new PrefixTree<TValue>(options);
        domain = tree.Domain;
    }

    /// <summary>The domain whose grace periods replaced nodes wait for. A section opened on it keeps several reads together.</summary>
    public RcuDomain Domain => domain;

    /// <summary>How many blocks there are. O(1). Runs behind a concurrent write by an instant; a snapshot's count is exact.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => tree.Count;

    /// <summary>How many blocks there are, also beyond two billion. O(1).</summary>
    public long LongCount => tree.LongCount;

    /// <summary>Whether there are no blocks. O(1).</summary>
    public bool IsEmpty => tree.IsEmpty;

    /// <summary>For tests that look at the nodes.</summary>
    internal PrefixTree<TValue> Tree => tree;

    private IPrefixSource Source => tree;

    /// <summary>Finds the longest block that contains an IPv4 address. O(depth); lock-free, linearizable, allocates nothing.</summary>
    /// <param name="address">The address, its first byte uppermost: 192.0.2.1 is 0xC0000201.</param>
    /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLongestPrefix(uint address, out int prefixLength, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access
        return CidrReader<TValue>.TryGetLongest(ref Source.Root, address, out prefixLength, out value);
    }

    /// <summary>Finds the longest block that contains an IPv6 address. O(depth); lock-free, linearizable, allocates nothing.</summary>
    /// <param name="address">The address, its first byte uppermost.</param>
    /// <param name="prefixLength">The length of the block's prefix; 0 also when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLongestPrefix(UInt128 address, out int prefixLength, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return CidrReader<TValue>.TryGetLongest(ref Source.Root, address, out prefixLength, out value);
    }

    /// <summary>Finds the value of the longest block that contains an address. O(depth); lock-free, linearizable, allocates nothing.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public bool TryGetLongestPrefix(IPAddress address, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return CidrReader<TValue>.TryGetLongest(ref Source.Root, address, out value);
    }

    /// <summary>Finds the longest block that contains an address. O(depth); lock-free, linearizable. Allocates the block's base address.</summary>
    /// <param name="address">The address.</param>
    /// <param name="network">The block; <see langword="default"/> when there is none.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public bool TryGetLongestPrefix(IPAddress address, out IPNetwork network, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return CidrReader<TValue>.TryGetLongest(ref Source.Root, address, out network, out value);
    }

    /// <summary>Finds the value of a block itself, not of one that contains it. O(depth); lock-free, linearizable, allocates nothing.</summary>
    public bool TryGetValue(IPNetwork network, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return CidrReader<TValue>.TryGet(ref Source.Root, network, out value);
    }

    /// <summary>Whether a block itself is there. O(depth); lock-free, linearizable, allocates nothing.</summary>
    public bool ContainsKey(IPNetwork network) => tree.ContainsKey(CidrKey.Write(network, stackalloc byte[CidrKey.Room]));
}
