using System;
using System.Buffers.Binary;

namespace Stress.Trees;

/// <summary>A number as a key of a prefix tree: how many bytes, then those, in the order of the numbers. So keys have several lengths.</summary>
internal static class PrefixKey
{
    internal const int MaxLength = 9;

    internal static ReadOnlySpan<byte> Write(Span<byte> room, ulong key)
    {
        int length = 8 - (System.Numerics.BitOperations.LeadingZeroCount(key) / 8);
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(all, key);
        room[0] = (byte)length;
        all[(8 - length)..].CopyTo(room[1..]);
        return room[..(1 + length)];
    }

    internal static byte[] Of(ulong key) => Write(stackalloc byte[MaxLength], key).ToArray();

    /// <exception cref="CorruptValueException">The bytes are no such key.</exception>
    internal static ulong Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MaxLength || bytes[0] != bytes.Length - 1) throw new CorruptValueException(0, $"a key of the bytes {Convert.ToHexString(bytes)}");
        Span<byte> all = stackalloc byte[8];
        all.Clear();
        bytes[1..].CopyTo(all[(8 - bytes.Length + 1)..]);
        return BinaryPrimitives.ReadUInt64BigEndian(all);
    }
}
