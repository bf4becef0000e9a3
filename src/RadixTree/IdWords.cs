using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Sets of ids, as bits in words of 64 that a radix tree holds by their number, and the searches in them.</summary>
/// <remarks>
/// <para>Two sets live in one tree, and so under one lock: at <c>id / 64</c> the words of ids that are <em>taken</em>, and <see cref="Waiting"/> above them those that are <em>waiting</em> for a grace
/// period. An id that is taken and not waiting is allocated.</para>
/// <para>Words without a bit are not there. A word of taken ids without a free one has the tag <see cref="FullTag"/>, so that a search for a free id skips it, and full nodes whole.</para>
/// </remarks>
internal static class IdWords
{
    internal const int FullTag = 0;

    /// <summary>Where the words of waiting ids begin: behind those of all taken ones.</summary>
    internal const ulong Waiting = 1UL << 58;

    private const ulong All = ulong.MaxValue;

    /// <summary>The word that an id is in.</summary>
    internal static ulong Of(ulong id) => id >> 6;

    /// <summary>The bits of the ids from <paramref name="first"/> to <paramref name="last"/>, which are in one word.</summary>
    internal static ulong Bits(ulong first, ulong last)
    {
        Debug.Assert(Of(first) == Of(last) && first <= last, "Ids of one word.");
        return (All << (int)(first & 63)) & (All >> (int)(63 - (last & 63)));
    }

    /// <summary>A word; 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Load(ref Node? root, ulong word)
    {
        RadixReader<ulong>.TryGet(ref root, word, out ulong bits);
        return bits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Contains(ref Node? root, ulong set, ulong id) => (Load(ref root, set + Of(id)) >> (int)(id & 63) & 1) != 0;

    /// <summary>The lowest id from <paramref name="from"/> to <paramref name="last"/> that is not taken. Under the lock.</summary>
    internal static bool TryFindFree(ref Node? root, ulong from, ulong last, out ulong id)
    {
        id = 0;
        if (from > last) return false;
        ulong word = Of(from);
        ulong free = ~Load(ref root, word) & (All << (int)(from & 63));
        if (free == 0)
        {
            if (word == Of(last) || !RadixReader<ulong>.TryGetNextFree(ref root, word + 1, Of(last), FullTag, out word)) return false;
            free = ~Load(ref root, word);
        }

        id = (word << 6) + (ulong)BitOperations.TrailingZeroCount(free);
        return id <= last;
    }

    /// <summary>The first of <paramref name="count"/> neighbouring ids from <paramref name="from"/> to <paramref name="last"/> that are not taken, the lowest such. Under the lock.</summary>
    internal static bool TryFindFreeRun(ref Node? root, ulong from, ulong last, ulong count, out ulong first)
    {
        while (TryFindFree(ref root, from, last, out first) && last - first >= count - 1)
        {
            // From the far end: the last id that is taken within the run is where the next attempt begins.
            if (!TryFindLastTaken(ref root, first, first + (count - 1), out ulong taken)) return true;
            if (taken == last) break;
            from = taken + 1;
        }

        first = 0;
        return false;
    }

    /// <summary>The greatest id from <paramref name="first"/> to <paramref name="last"/> that is taken. Under the lock.</summary>
    private static bool TryFindLastTaken(ref Node? root, ulong first, ulong last, out ulong id)
    {
        id = 0;
        ulong word = Of(last);
        while (true)
        {
            bool found = RadixReader<ulong>.GetRange(ref root, word, out ulong low, out _, out ulong bits);
            if (found)
            {
                ulong start = Math.Max(first, word << 6);
                ulong taken = bits & Bits(start, Math.Min(last, (word << 6) + 63));
                if (taken != 0)
                {
                    id = (word << 6) + (ulong)(63 - BitOperations.LeadingZeroCount(taken));
                    return true;
                }

                low = word; // a value over several words is one without a free id, and was found just now
            }

            if (low <= Of(first)) return false;
            word = low - 1;
        }
    }

    /// <summary>The lowest id from <paramref name="first"/> to <paramref name="last"/> that is in a set. Under the lock.</summary>
    /// <param name="root">The root.</param>
    /// <param name="set">0 for taken ids, or <see cref="Waiting"/>.</param>
    /// <param name="first">The least id that counts.</param>
    /// <param name="last">The greatest id that counts.</param>
    /// <param name="id">The id; 0 when there is none.</param>
    internal static bool TryFindFirst(ref Node? root, ulong set, ulong first, ulong last, out ulong id)
    {
        ulong word = Of(first);
        while (true)
        {
            ulong high = word;
            if (RadixReader<ulong>.GetRange(ref root, set + word, out _, out ulong end, out ulong bits))
            {
                bits &= Bits(Math.Max(first, word << 6), Math.Min(last, (word << 6) + 63));
                if (bits != 0)
                {
                    id = (word << 6) + (ulong)BitOperations.TrailingZeroCount(bits);
                    return true;
                }
            }
            else
            {
                high = Math.Min(end - set, Of(last));
            }

            if (high >= Of(last)) break;
            word = high + 1;
        }

        id = 0;
        return false;
    }
}
