using System;
using System.Numerics;

namespace Concurrent.Replay;

/// <summary>A set of small integers as bits, 64 a word, with the two neighbour searches that a sorted set needs.</summary>
internal static class BitRow
{
    public static int WordsFor(int count) => (count + 63) >> 6;

    public static void Set(Span<ulong> row, int index) => row[index >> 6] |= 1UL << (index & 63);

    public static void Clear(Span<ulong> row, int index) => row[index >> 6] &= ~(1UL << (index & 63));

    /// <summary>The greatest member in [low, high], or -1.</summary>
    public static int FindLast(ReadOnlySpan<ulong> row, int low, int high)
    {
        if (high < low)
        {
            return -1;
        }

        int word = high >> 6;
        ulong bits = row[word] & (ulong.MaxValue >> (63 - (high & 63)));
        for (int lowWord = low >> 6; bits == 0; bits = row[word])
        {
            if (--word < lowWord)
            {
                return -1;
            }
        }

        int found = (word << 6) + BitOperations.Log2(bits);
        return found >= low ? found : -1;
    }

    /// <summary>The least member in [low, high], or -1.</summary>
    public static int FindFirst(ReadOnlySpan<ulong> row, int low, int high)
    {
        if (high < low)
        {
            return -1;
        }

        int word = low >> 6;
        ulong bits = row[word] & (ulong.MaxValue << (low & 63));
        for (int highWord = high >> 6; bits == 0; bits = row[word])
        {
            if (++word > highWord)
            {
                return -1;
            }
        }

        int found = (word << 6) + BitOperations.TrailingZeroCount(bits);
        return found <= high ? found : -1;
    }
}
