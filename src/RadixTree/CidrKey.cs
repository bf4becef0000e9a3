using System;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Numerics;

namespace Concurrent;

/// <summary>How a block of addresses is written as a key of a prefix tree.</summary>
/// <remarks>
/// <para>A block is a string of bits: 7 that stand for the family (0 for IPv4, 1 for IPv6), and as many of the base address as the prefix is long. The string is cut into groups of 7 bits, of which the last may be shorter, and
/// each group is one byte of the key, its <em>symbol</em>: the place of the group, a string of 1 to 7 bits, among all such strings in the pre-order of the binary tree that they form. There are 254, numbered from 1 on.</para>
/// <para><em>Order.</em> In pre-order a string comes directly before those that begin with it, and all of these before anything else. Let a and b be two different blocks and look at the first symbol in which their keys differ. If
/// neither group begins with the other, the groups differ in a bit, and the pre-order decides by that bit, as the base addresses do. If one begins with the other it is the shorter one, so it is the last of its block, which
/// contains the other and comes first. If there is no such symbol one key is a prefix of the other, ends in a full group, contains the other and comes first. So the order of the bytes is that of the families, then of the base
/// addresses, then of the lengths.</para>
/// <para><em>Containment.</em> A block contains those whose bits begin with its own. Their keys agree with its own up to its last symbol s, and have one there that stands for s or a string that begins with it; in pre-order those are
/// neighbours, s and the <see cref="Reach"/> - 1 that follow. So what is inside a block is one range of keys, and what contains an address is found at the symbols of the address and those <see cref="Above"/> them. A symbol of
/// less than 7 bits is always the last one: below it in a trie hangs one key.</para>
/// </remarks>
internal static class CidrKey
{
    /// <summary>Bits in a group.</summary>
    internal const int GroupBits = 7;

    /// <summary>The bytes of the longest key: the family and 128 bits.</summary>
    internal const int Room = 20;

    /// <summary>The bytes of the key of an IPv4 address, with two more: what is at least 8 bytes long is loaded faster (<see cref="PrefixMark.Load"/>).</summary>
    internal const int AddressRoom4 = 8;

    /// <summary>The symbol of seven bits of 0.</summary>
    private const byte Family4 = 7;

    /// <summary>The symbol of six bits of 0 and a 1.</summary>
    private const byte Family6 = 8;

    private const int Bits4 = 32, Bits6 = 128;

    /// <summary>How many bits each symbol stands for.</summary>
    private static readonly byte[] Lengths = new byte[256];

    /// <summary>Which ones, the first of them uppermost of seven.</summary>
    private static readonly byte[] Groups = new byte[256];

    /// <summary>The symbols of what each begins with, the longest in the lowest byte; 0 behind the last, as it is no symbol.</summary>
    private static readonly ulong[] Beginnings = new ulong[256];

    static CidrKey()
    {
        for (int length = 1; length <= GroupBits; length++)
        {
            for (int group = 0; group < 1 << GroupBits; group += 1 << (GroupBits - length))
            {
                byte symbol = Symbol(group, length);
                Lengths[symbol] = (byte)length;
                Groups[symbol] = (byte)group;
                for (int shorter = 1; shorter < length; shorter++) Beginnings[symbol] = (Beginnings[symbol] << 8) | Symbol(group & Mask(shorter), shorter);
            }
        }
    }

    /// <summary>The symbols of the groups that the group of a symbol begins with, itself excepted: the longest in the lowest byte, and 0 behind the last.</summary>
    internal static ulong Above(byte symbol) => Beginnings[symbol];

    /// <summary>How many symbols, from this one on, stand for groups that begin with its own.</summary>
    internal static uint Reach(byte symbol) => 0xFFU >> Lengths[symbol];

    /// <summary>How many bits a symbol stands for.</summary>
    internal static int LengthOf(byte symbol) => Lengths[symbol];

    /// <summary>How many bits a key stands for, those of the family included.</summary>
    internal static int Bits(ReadOnlySpan<byte> key) => (GroupBits * (key.Length - 1)) + Lengths[key[^1]];

    /// <summary>How many bits of the address the block of a key fixes.</summary>
    internal static int PrefixLength(ReadOnlySpan<byte> key) => Bits(key) - GroupBits;

    /// <summary>Whether the block of a key contains an address.</summary>
    internal static bool Covers(ReadOnlySpan<byte> key, ReadOnlySpan<byte> address)
    {
        int last = key.Length - 1;
        return last < address.Length && (uint)(address[last] - key[last]) < Reach(key[last]) && key[..last].SequenceEqual(address[..last]);
    }

    /// <summary>Writes the key of a block.</summary>
    /// <param name="network">The block.</param>
    /// <param name="key">Room for it: <see cref="Room"/> bytes.</param>
    /// <returns>The key, in that room.</returns>
    internal static ReadOnlySpan<byte> Write(IPNetwork network, Span<byte> key)
    {
        Span<byte> bytes = stackalloc byte[16];
        network.BaseAddress.TryWriteBytes(bytes, out int written);
        return written == 4
            ? key[..Write(Family4, (UInt128)BinaryPrimitives.ReadUInt32BigEndian(bytes) << (Bits6 - Bits4), network.PrefixLength, key)]
            : key[..Write(Family6, BinaryPrimitives.ReadUInt128BigEndian(bytes), network.PrefixLength, key)];
    }

    /// <summary>Writes the key of an IPv4 address, the block that contains it alone, and zeros behind it, which change nothing for who looks for what contains it.</summary>
    /// <param name="address">The address, its first byte uppermost.</param>
    /// <param name="key">Room for it: <see cref="AddressRoom4"/> bytes.</param>
    internal static void WriteAddress(uint address, Span<byte> key)
    {
        key[7] = key[6] = 0;
        key[5] = Symbol((int)(address << 3) & 0x78, Bits4 % GroupBits);
        key[4] = Symbol((int)(address >> 4) & 0x7F, GroupBits);
        key[3] = Symbol((int)(address >> 11) & 0x7F, GroupBits);
        key[2] = Symbol((int)(address >> 18) & 0x7F, GroupBits);
        key[1] = Symbol((int)(address >> 25), GroupBits);
        key[0] = Family4;
    }

    /// <summary>Writes the key of an IPv6 address, the block that contains it alone.</summary>
    /// <param name="address">The address, its first byte uppermost.</param>
    /// <param name="key">Room for it: <see cref="Room"/> bytes.</param>
    internal static void WriteAddress(UInt128 address, Span<byte> key) => Write(Family6, address, Bits6, key);

    /// <summary>Writes the key of an address.</summary>
    /// <returns>The key, in the room, perhaps with zeros behind it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    internal static ReadOnlySpan<byte> WriteAddress(IPAddress address, Span<byte> key)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            WriteAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes), key);
            return key[..AddressRoom4];
        }

        WriteAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes), key);
        return key[..Room];
    }

    /// <summary>The block of a key. Allocates its base address.</summary>
    internal static IPNetwork ToNetwork(ReadOnlySpan<byte> key) => ToNetwork(key, PrefixLength(key));

    /// <summary>The block of some length that contains the one of a key. Allocates its base address.</summary>
    internal static IPNetwork ToNetwork(ReadOnlySpan<byte> key, int prefixLength)
    {
        UInt128 bits = 0;
        for (int at = 1, left = prefixLength; left > 0; at++, left -= GroupBits)
        {
            // The group's place, from the upper end; the last one of an address of 128 bits reaches beyond the lower end.
            UInt128 group = (UInt128)(Groups[key[at]] & Mask(int.Min(left, GroupBits))) << (Bits6 - GroupBits);
            bits |= group >> (GroupBits * (at - 1));
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, bits);
        return new IPNetwork(new IPAddress(key[0] == Family4 ? bytes[..4] : bytes), prefixLength);
    }

    /// <summary>The keys of what is inside the block of a key, itself included.</summary>
    /// <param name="key">The key.</param>
    /// <param name="last">Gets the bytes with which, or with less than which, those keys begin; as long as the key.</param>
    internal static PrefixWindow Within(ReadOnlySpan<byte> key, Span<byte> last)
    {
        WriteLast(key, last);
        return new PrefixWindow { Low = key, LowBound = PrefixBound.Inclusive, High = last[..key.Length], HighBound = PrefixBound.Prefix, Shared = SharedOf(key) };
    }

    /// <summary>As <see cref="Within(ReadOnlySpan{byte}, Span{byte})"/>, to be kept.</summary>
    internal static PrefixRange Within(IPNetwork network)
    {
        byte[] key = Write(network, stackalloc byte[Room]).ToArray(), last = new byte[key.Length];
        WriteLast(key, last);
        return new PrefixRange(key, PrefixBound.Inclusive, last, PrefixBound.Prefix, SharedOf(key), Descending: false);
    }

    /// <summary>Whether the keys of what is inside the block of a key are those that begin with it.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> key) => Lengths[key[^1]] == GroupBits;

    private static int SharedOf(ReadOnlySpan<byte> key) => IsWhole(key) ? key.Length : 0;

    private static void WriteLast(ReadOnlySpan<byte> key, Span<byte> last)
    {
        key.CopyTo(last);
        last[key.Length - 1] += (byte)(Reach(key[^1]) - 1);
    }

    private static int Write(byte family, UInt128 bits, int prefixLength, Span<byte> key)
    {
        int at = 0;
        key[at++] = family;
        for (; prefixLength > 0; prefixLength -= GroupBits)
        {
            int length = int.Min(prefixLength, GroupBits);
            key[at++] = Symbol((int)(bits >> (Bits6 - GroupBits)) & Mask(length), length);
            bits <<= GroupBits;
        }

        return at;
    }

    /// <summary>The place in pre-order of a group of some length, given as seven bits of which the rest are 0.</summary>
    /// <remarks>From a string of i - 1 bits a further bit leads on by one where it is 0, and where it is 1 past all that begin with it and a 0, of which there are 2^(8-i) - 1: 2^(8-i) in all. The powers add up to twice the
    /// group, as seven bits; the ones come to the length, less the number of bits that are 1, for which nothing was added to the power.</remarks>
    private static byte Symbol(int group, int length) => (byte)(length + (2 * group) - BitOperations.PopCount((uint)group));

    private static int Mask(int length) => 0x7F & -(1 << (GroupBits - length));
}
