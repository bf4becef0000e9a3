using System;
using System.Buffers.Binary;
using System.Net;

namespace Concurrent.Unit.Prefixes;

/// <summary>A block of addresses as bits, the first one uppermost, without anything of the library's.</summary>
internal readonly record struct Block(bool IsIPv6, UInt128 Bits, int Length) : IComparable<Block>
{
    public int Width => IsIPv6 ? 128 : 32;

    /// <summary>The first address of the block, as the look-ups by number take it.</summary>
    public uint Address4 => (uint)(Bits >> 96);

    public IPAddress Address
    {
        get
        {
            byte[] bytes = new byte[16];
            BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
            return new IPAddress(bytes.AsSpan(0, Width / 8));
        }
    }

    public IPNetwork Network => new(Address, Length);

    public static Block Of(string text)
    {
        var network = IPNetwork.Parse(text);
        byte[] bytes = new byte[16];
        network.BaseAddress.TryWriteBytes(bytes, out int written);
        return new Block(written == 16, BinaryPrimitives.ReadUInt128BigEndian(bytes), network.PrefixLength);
    }

    public static Block Of(uint address, int length = 32) => new Block(false, (UInt128)address << 96, length).Cut(length);

    public static Block Of(IPNetwork network) => Of(network.ToString());

    /// <summary>A block of another length that has the same first address, or a part of its bits.</summary>
    public Block Cut(int length) => new(IsIPv6, length == 0 ? 0 : Bits >> (128 - length) << (128 - length), length);

    public bool Contains(Block other) => IsIPv6 == other.IsIPv6 && Length <= other.Length && other.Cut(Length).Bits == Bits;

    public int CompareTo(Block other) => (IsIPv6, Bits, Length).CompareTo((other.IsIPv6, other.Bits, other.Length));

    public override string ToString() => Network.ToString();
}
