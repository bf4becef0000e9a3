using System.Collections.Generic;
using System.Net;

namespace Concurrent;

/// <summary>A block of addresses and its value, as an enumeration of a table shows them.</summary>
public readonly struct CidrEntry<TValue>
{
    private readonly byte[]? key;

    internal CidrEntry(byte[] key, TValue value)
    {
        this.key = key;
        Value = value;
    }

    internal CidrEntry(PrefixEntry<TValue> entry)
        : this(entry.Bytes, entry.Value)
    {
    }

    /// <summary>The block. Allocates its base address each time; of an entry that is not one, <see langword="default"/>.</summary>
    public IPNetwork Network => key is null ? default : CidrKey.ToNetwork(key);

    /// <summary>How many bits of the address the block fixes: the length of its prefix. Allocates nothing.</summary>
    public int PrefixLength => key is null ? 0 : CidrKey.PrefixLength(key);

    /// <summary>The value.</summary>
    public TValue Value { get; }

    internal byte[] Bytes => key!;

    internal KeyValuePair<IPNetwork, TValue> Pair => new(Network, Value);

    /// <summary>The block and the value apart: <c>foreach (var (network, value) in table)</c>.</summary>
    public void Deconstruct(out IPNetwork network, out TValue value) => (network, value) = (Network, Value);

    /// <summary>The block and the value.</summary>
    public override string ToString() => $"[{Network}, {Value}]";
}
