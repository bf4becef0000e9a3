using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Marks compare as the rests of the keys do that they are of.</summary>
public sealed class PrefixMarkTests
{
    [Fact]
    public void The_word_at_every_place_of_a_key_of_every_length_is_its_bytes_padded_with_zeros()
    {
        for (int length = 0; length <= 20; length++)
        {
            byte[] key = [.. Enumerable.Range(0, length).Select(static i => (byte)(200 + i))];
            for (int at = 0; at <= length; at++)
            {
                ulong expected = 0;
                for (int i = 0; i < 8; i++) expected = (expected << 8) | (at + i < length ? key[at + i] : (byte)0);
                Assert.Equal(expected, PrefixMark.Load(key, at));
            }
        }
    }

    [Fact]
    public void Of_two_marks_the_lower_is_of_the_lower_key_and_equal_ones_are_of_equal_keys_or_of_long_ones()
    {
        var random = new Random(1);
        List<byte[]> keys = [[]];
        for (int i = 0; i < 400; i++)
        {
            var key = new byte[random.Next(12)];
            for (int at = 0; at < key.Length; at++) key[at] = (byte)(random.Next(3) * 127);
            keys.Add(key);
        }

        foreach (byte[] left in keys)
        {
            foreach (byte[] right in keys)
            {
                ulong mark = PrefixMark.Of(left, 0), other = PrefixMark.Of(right, 0);
                int order = left.AsSpan().SequenceCompareTo(right);
                if (mark != other) Assert.Equal(Math.Sign(order), mark.CompareTo(other));
                else if (PrefixMark.IsWhole(mark)) Assert.Equal(0, order);
                else Assert.True(left.Length > PrefixMark.Bytes && right.Length > PrefixMark.Bytes);
            }
        }
    }

    [Fact]
    public void A_search_finds_what_comparing_one_by_one_finds_at_every_count()
    {
        var random = new Random(2);
        for (int count = 0; count <= 32; count++)
        {
            var marks = new ulong[64]; // behind the count there is anything
            for (int i = 0; i < marks.Length; i++) marks[i] = (ulong)random.Next(6) << 60;
            Array.Sort(marks, 0, count);
            for (ulong mark = 0; mark < 7; mark++)
            {
                uint expected = 0;
                int below = 0;
                for (int i = 0; i < count; i++)
                {
                    if (marks[i] == mark << 60) expected |= 1U << i;
                    if (marks[i] < mark << 60) below++;
                }

                Assert.Equal(expected, PrefixMark.Equal(ref marks[0], count, mark << 60));
                Assert.Equal(expected, PrefixMark.Search(ref marks[0], count, mark << 60, out int found));
                Assert.Equal(below, found);
            }
        }
    }
}
