using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Net;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Reads by address and by block on one root: of the live table inside a read section, of a snapshot, or of an open batch.</summary>
[SkipLocalsInit] // keys are written into room on the stack that need not be cleared
internal static class CidrReader<TValue>
{
    internal static bool TryGet(ref Node? root, IPNetwork network, [MaybeNullWhen(false)] out TValue value) =>
        PrefixReader<TValue>.TryGet(ref root, CidrKey.Write(network, stackalloc byte[CidrKey.Room]), out value);

    internal static bool TryGetLongest(ref Node? root, uint address, out int prefixLength, [MaybeNullWhen(false)] out TValue value)
    {
        Span<byte> key = stackalloc byte[CidrKey.AddressRoom4];
        CidrKey.WriteAddress(address, key);
        return TryGetLongest(ref root, key, out prefixLength, out value);
    }

    internal static bool TryGetLongest(ref Node? root, UInt128 address, out int prefixLength, [MaybeNullWhen(false)] out TValue value)
    {
        Span<byte> key = stackalloc byte[CidrKey.Room];
        CidrKey.WriteAddress(address, key);
        return TryGetLongest(ref root, key, out prefixLength, out value);
    }

    internal static bool TryGetLongest(ref Node? root, IPAddress address, [MaybeNullWhen(false)] out TValue value) =>
        TryGetLongest(ref root, CidrKey.WriteAddress(address, stackalloc byte[CidrKey.Room]), out _, out value);

    internal static bool TryGetLongest(ref Node? root, IPAddress address, out IPNetwork network, [MaybeNullWhen(false)] out TValue value)
    {
        ReadOnlySpan<byte> key = CidrKey.WriteAddress(address, stackalloc byte[CidrKey.Room]);
        bool found = TryGetLongest(ref root, key, out int prefixLength, out value);
        network = found ? CidrKey.ToNetwork(key, prefixLength) : default;
        return found;
    }

    internal static long CountWithin(IPrefixSource source, IPNetwork network, long batchNumber = 0)
    {
        ReadOnlySpan<byte> key = CidrKey.Write(network, stackalloc byte[CidrKey.Room]);
        return PrefixCopy<TValue>.Count(source, CidrKey.Within(key, stackalloc byte[CidrKey.Room]), batchNumber);
    }

    internal static CidrView<TValue> Within(IPrefixSource source, IPNetwork network, long batchNumber = 0) =>
        new(new PrefixView<TValue>(source, CidrKey.Within(network), batchNumber));

    internal static CidrContainingView<TValue> Containing(IPrefixSource source, IPAddress address, long batchNumber = 0) =>
        new(source, CidrKey.WriteAddress(address, stackalloc byte[CidrKey.Room]).ToArray(), batchNumber);

    /// <summary>All entries as pairs, in pages.</summary>
    internal static IEnumerator<KeyValuePair<IPNetwork, TValue>> Pairs(IPrefixSource source) => new PrefixView<TValue>(source, PrefixRange.All).Select(static entry => new CidrEntry<TValue>(entry).Pair).GetEnumerator();

    private static bool TryGetLongest(ref Node? root, ReadOnlySpan<byte> address, out int prefixLength, [MaybeNullWhen(false)] out TValue value)
    {
        var search = new CidrLongest<TValue>(ref root, address);
        bool found = search.Find();
        prefixLength = found ? search.Bits - CidrKey.GroupBits : 0;
        value = found ? search.Value : default;
        return found;
    }
}
