using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Blocks to test with.</summary>
internal static class Blocks
{
    /// <summary>Some block: of any length, near a few places, so that many are nested and many have long beginnings in common.</summary>
    public static Block Some(Random random, bool isIPv6)
    {
        int width = isIPv6 ? 128 : 32;
        UInt128 bits = random.Next(4) switch
        {
            0 => 0,
            1 => UInt128.MaxValue,
            2 => ((UInt128)0x2001_0DB8_AAAA_5555 << 64) | 0x0123_4567_89AB_CDEF,
            _ => (UInt128)random.Next(8) << 125,
        };
        int changed = random.Next(3);
        for (int i = 0; i < changed; i++) bits ^= UInt128.One << (127 - random.Next(width));
        return new Block(isIPv6, bits, width).Cut(random.Next(width + 1));
    }

    /// <summary>What contains an address, of every length, the shortest first.</summary>
    public static IEnumerable<Block> Around(Block address)
    {
        for (int length = 0; length <= address.Width; length++) yield return address.Cut(length);
    }

    /// <summary>The address that differs in the bit behind the block's last one, and some that lie in it or around it.</summary>
    public static IEnumerable<Block> Near(Block block)
    {
        yield return block;
        UInt128 size = block.Length == 0 ? 0 : UInt128.One << (128 - block.Length), unit = UInt128.One << (128 - block.Width);
        yield return new Block(block.IsIPv6, block.Bits + size - unit, block.Width);
        if (block.Length == 0) yield break;
        yield return block with { Bits = block.Bits ^ size };
        yield return new Block(block.IsIPv6, block.Bits - unit, block.Width);
        yield return new Block(block.IsIPv6, block.Bits + size, block.Width);
        yield return block.Cut(block.Length - 1);
    }
}
