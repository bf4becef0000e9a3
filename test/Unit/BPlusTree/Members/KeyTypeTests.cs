using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Trees of every kind of key: primitives with and without a SIMD search, wide keys, references, keys with their own order.</summary>
public class KeyTypeTests
{
    [Fact]
    public void Keys_of_type_uint() => Integers<uint>();

    [Fact]
    public void Keys_of_type_int() => Integers<int>();

    [Fact]
    public void Keys_of_type_ulong() => Integers<ulong>();

    [Fact]
    public void Keys_of_type_long() => Integers<long>();

    [Fact]
    public void Keys_of_type_nuint() => Integers<nuint>();

    [Fact]
    public void Keys_of_type_nint() => Integers<nint>();

    [Fact]
    public void Keys_of_type_UInt128() => Integers<UInt128>();

    [Fact]
    public void Keys_of_type_Int128() => Integers<Int128>();

    [Fact]
    public void Keys_of_type_ushort() => Integers<ushort>();

    [Fact]
    public void Keys_of_type_short() => Integers<short>();

    [Fact]
    public void Keys_of_type_byte() => Integers<byte>();

    [Fact]
    public void Keys_of_type_sbyte() => Integers<sbyte>();

    [Fact]
    public void Keys_of_type_char() => Integers<char>();

    [Fact]
    public void Keys_of_type_decimal() => Every(Enumerable.Range(-40, 80).Select(i => i * 1.25m), decimal.MinValue, decimal.MaxValue, 0.01m);

    [Fact]
    public void Keys_of_type_Half() => Every(Enumerable.Range(-40, 80).Select(i => (Half)i), Half.NaN, Half.NegativeInfinity, (Half)0.5);

    [Fact]
    public void Keys_of_type_BigInteger()
        => Every(Enumerable.Range(-40, 80).Select(i => BigInteger.Pow(i, 31)), BigInteger.Pow(2, 200), BigInteger.MinusOne * 5);

    [Fact]
    public void Keys_of_type_Guid() => Every(Numbers(90).Select(i => new Guid((int)i, 1, (short)i, [1, 2, 3, 4, 5, 6, 7, (byte)i])), Guid.Empty);

    [Fact]
    public void Keys_of_type_TimeSpan()
        => Every(Enumerable.Range(-40, 80).Select(i => TimeSpan.FromSeconds(i)), TimeSpan.MinValue, TimeSpan.MaxValue);

    [Fact]
    public void Keys_of_type_DateOnly() => Every(Enumerable.Range(1, 80).Select(DateOnly.FromDayNumber), DateOnly.MinValue, DateOnly.MaxValue);

    [Fact]
    public void Keys_of_type_DateTime()
        => Every(Enumerable.Range(1, 80).Select(i => new DateTime(2026, 1, 1).AddTicks(i)), DateTime.MinValue, DateTime.MaxValue);

    [Fact]
    public void Keys_of_type_TimeOnly() => Every(Enumerable.Range(1, 80).Select(i => new TimeOnly(i * 12_345L)), TimeOnly.MinValue, TimeOnly.MaxValue);

    [Fact]
    public void Keys_of_type_Rune() => Every(Enumerable.Range(0x1F5E0, 80).Select(i => new System.Text.Rune(i)), new System.Text.Rune(0), new System.Text.Rune(0x10FFFF));

    [Fact]
    public void Keys_of_type_Version() => Every(Numbers(90).Select(i => new Version((int)i % 7, (int)i / 7)), new Version(3, 2, 1), new Version(99, 0));

    [Fact]
    public void Keys_of_type_bool() => Every([false, true]);

    [Fact]
    public void Keys_of_an_enumeration() => Every([Grade.Middle, Grade.Low, Grade.High, Grade.Lowest], Grade.Odd);

    [Fact]
    public void Keys_that_are_tuples()
        => Every(Numbers(90).Select(i => ((int)(i % 7), $"part {i % 11}", i)), (3, "part", 0), (-1, "", -1));

    [Fact]
    public void Keys_that_are_pairs_of_words()
        => Every(Numbers(90).Select(i => ((ulong)(i % 5), ulong.MaxValue - (ulong)i)), (0UL, 0UL), (ulong.MaxValue, ulong.MaxValue), (3UL, 7UL));

    [Fact]
    public void Keys_that_are_nested_tuples()
        => Every(Numbers(90).Select(i => ((DateOnly.FromDayNumber((int)i % 9), i % 2 == 0), -i / 3.0, (int)i)), ((DateOnly.MinValue, false), double.NaN, 0));

    [Fact]
    public void Keys_that_are_structs_with_the_old_comparable_interface_only()
        => Every(Numbers(90).Select(i => new OldStyle((int)(i * 37 % 90))), new OldStyle(-1), new OldStyle(90));

    [Fact]
    public void Keys_that_are_structs_with_their_own_order()
        => Every(Numbers(90).Select(i => new Version2((short)(i % 13), (short)(i / 13))), new Version2(-1, 0), new Version2(0, -1));

    [Fact]
    public void Keys_that_are_reference_types() => Every(Numbers(90).Select(i => new Badge((int)i)), new Badge(-1), new Badge(int.MaxValue));

    [Fact]
    public void Keys_of_type_string() => Every(Numbers(90).Select(i => $"key {i}"), "", "key", "KEY 1", "ключ", "\uFFFF", "\0");

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Floating_point_keys_order_NaN_first_and_know_one_zero(int capacity)
    {
        double[] keys =
        [
            double.NaN, double.NegativeInfinity, double.MinValue, -1.5, -double.Epsilon, 0.0,
            double.Epsilon, 1.5, double.MaxValue, double.PositiveInfinity,
        ];
        var tree = TreeOf.Empty<double, int>(capacity);
        foreach (int at in TreeOf.Shuffled(TreeOf.Keys(keys.Length), 5)) Assert.True(tree.TryAdd(keys[at], at));
        Assert.Equal(TreeOf.Keys(keys.Length), new TreeReads<double, int>(tree).Ascending().Select(entry => entry.Value));

        double otherNaN = BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0123);
        double negativeNaN = BitConverter.Int64BitsToDouble(-1);
        foreach (double nan in new[] { double.NaN, otherNaN, negativeNaN, -double.NaN })
        {
            Assert.Equal(0, tree[nan]);
            Assert.False(tree.TryAdd(nan, 99));
            Assert.False(tree.TryGetLower(nan, out _, out _));
            Assert.True(tree.TryGetHigher(nan, out double next, out _));
            Assert.Equal(double.NegativeInfinity, next);
        }

        Assert.Equal(5, tree[-0.0]);
        Assert.False(tree.TryAdd(-0.0, 99));
        Assert.True(tree.TryGetLower(-0.0, out double below, out _));
        Assert.Equal(-double.Epsilon, below);
        Assert.True(tree.TryRemove(-0.0, out int zero));
        Assert.Equal(5, zero);
        Assert.True(tree.TryRemove(negativeNaN, out int first));
        Assert.Equal(0, first);
        tree.CheckInvariants();
        Assert.Equal(keys.Length - 2, tree.Count);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Single_precision_keys_order_NaN_first_and_know_one_zero(int capacity)
    {
        float[] keys = [float.NaN, float.NegativeInfinity, float.MinValue, -1f, 0f, float.Epsilon, 1f, float.MaxValue, float.PositiveInfinity];
        var tree = TreeOf.Empty<float, int>(capacity);
        foreach (int at in TreeOf.Shuffled(TreeOf.Keys(keys.Length), 6)) Assert.True(tree.TryAdd(keys[at], at));
        Assert.Equal(TreeOf.Keys(keys.Length), new TreeReads<float, int>(tree).Ascending().Select(entry => entry.Value));
        Assert.Equal(0, tree[BitConverter.Int32BitsToSingle(-1)]);
        Assert.Equal(0, tree[BitConverter.Int32BitsToSingle(0x7F80_0123)]);
        Assert.Equal(4, tree[-0f]);
        Assert.False(tree.TryAdd(-0f, 99));
        Assert.True(tree.Remove(-0f));
        Assert.True(tree.Remove(-float.NaN));
        tree.CheckInvariants();
    }

    [Fact]
    public void Keys_of_type_double() => Every(
        Enumerable.Range(-40, 80).Select(i => i * 0.5), double.NaN, double.NegativeInfinity, double.PositiveInfinity, double.MinValue,
        double.MaxValue, -0.0, double.Epsilon, -double.Epsilon, BitConverter.Int64BitsToDouble(-1));

    [Fact]
    public void Keys_of_type_float() => Every(
        Enumerable.Range(-40, 80).Select(i => i * 0.5f), float.NaN, float.NegativeInfinity, float.PositiveInfinity, float.MinValue,
        float.MaxValue, -0f, float.Epsilon, -float.Epsilon, BitConverter.Int32BitsToSingle(-1));

    [Fact]
    public void Dates_of_the_same_ticks_are_one_key_whatever_their_kind()
    {
        var tree = TreeOf.Empty<DateTime, int>();
        var moment = new DateTime(2026, 5, 4, 3, 2, 1);
        for (int i = -20; i <= 20; i++) Assert.True(tree.TryAdd(moment.AddTicks(i), i));
        foreach (var kind in Enum.GetValues<DateTimeKind>())
        {
            var same = DateTime.SpecifyKind(moment, kind);
            Assert.Equal(0, tree[same]);
            Assert.False(tree.TryAdd(same, 99));
            Assert.True(tree.TryGetLower(same, out _, out int lower));
            Assert.Equal(-1, lower);
            Assert.True(tree.TryGetHigher(same, out _, out int higher));
            Assert.Equal(1, higher);
        }

        for (int i = -20; i <= 20; i++) Assert.True(tree.Remove(DateTime.SpecifyKind(moment.AddTicks(i), (DateTimeKind)(((i % 3) + 3) % 3))));
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void Dates_with_an_offset_are_ordered_by_their_moment()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        Every(Enumerable.Range(-40, 80).Select(i => noon.AddMinutes(i).ToOffset(TimeSpan.FromHours(i % 12))), noon.AddTicks(1));
    }

    [Fact]
    public void Strings_are_ordered_ordinally_unless_a_comparer_says_otherwise()
    {
        var tree = TreeOf.Empty<string, int>();
        foreach (string key in new[] { "b", "A", "a", "B", "ä", "", "Z", "a-b", "ab" }) tree.Add(key, 0);
        Assert.Equal(["", "A", "B", "Z", "a", "a-b", "ab", "b", "ä"], new TreeReads<string, int>(tree).Ascending().Select(e => e.Key));
    }

    [Fact]
    public void Strings_live_in_any_order_a_comparer_gives_them()
    {
        string[] keys = [.. Numbers(90).Select(i => i % 3 == 0 ? $"KEY {i}" : $"key {i}"), "", "Ä", "z", "\uFFFF", "\0"];
        foreach (var comparer in new IComparer<string>[]
        {
            StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase, StringComparer.InvariantCulture, StringComparer.InvariantCultureIgnoreCase,
            StringComparer.CurrentCulture, Comparer<string>.Default, ReverseComparer<string>.Instance,
        })
        {
            Exercise.Run(keys, i => i, comparer: comparer, absent: ["key", "ключ"]);
            Exercise.Run(keys, i => (object)i, TreeOf.FullCapacity, comparer, ["key", "ключ"]);
        }
    }

    [Fact]
    public void One_zero_and_one_NaN_are_kept_in_natural_order_and_what_was_added_under_a_comparer()
    {
        double otherNaN = BitConverter.Int64BitsToDouble(0x7FF0_0000_0000_0123);
        var natural = new BPlusTree<double, int> { { -0.0, 1 }, { otherNaN, 2 } };
        Assert.Equal([BitConverter.DoubleToInt64Bits(double.NaN), 0L], natural.Keys.Select(BitConverter.DoubleToInt64Bits));
        var named = new BPlusTree<double, int>(Comparer<double>.Create((x, y) => x.CompareTo(y))) { { -0.0, 1 }, { otherNaN, 2 } };
        Assert.Equal([BitConverter.DoubleToInt64Bits(otherNaN), BitConverter.DoubleToInt64Bits(-0.0)], named.Keys.Select(BitConverter.DoubleToInt64Bits));
        foreach (var tree in new[] { natural, named })
        {
            Assert.Equal(1, tree[0.0]);
            Assert.Equal(2, tree[double.NaN]);
            var kept = tree.Keys;
            Assert.True(kept.Contains(double.NaN) && kept.Contains(-0.0));
            Assert.True(((ICollection<KeyValuePair<double, int>>)tree).Remove(new(-double.NaN, 2)));
            Assert.False(tree.TryAdd(0.0, 3));
        }

        var half = new BPlusTree<Half, int> { { Half.NegativeInfinity, 0 }, { Half.NaN, 1 }, { Half.NegativeZero, 2 } };
        Assert.Equal([1, 0, 2], half.Values);
        Assert.Equal((1, 2), (half[BitConverter.Int16BitsToHalf(-1)], half[Half.Zero]));
    }

    [Fact]
    public void Keys_without_an_order_are_refused_when_they_are_first_compared_and_change_nothing()
    {
        var tree = new BPlusTree<object, int> { { new object(), 1 } };
        Assert.ThrowsAny<ArgumentException>(() => tree.Add(new object(), 2));
        Assert.ThrowsAny<ArgumentException>(() => tree.ContainsKey(new object()));
        Assert.Equal([1], tree.Values);
        tree.CheckInvariants();
    }

    private static IEnumerable<long> Numbers(int count) => Enumerable.Range(0, count).Select(i => (long)i);

    /// <summary>All small values, the extremes and the powers of two, first as absent probes beside ordinary keys, then as keys themselves.</summary>
    private static void Integers<TKey>() where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
    {
        var keys = new HashSet<TKey>();
        for (int i = 0; i < 45; i++) keys.Add(TKey.CreateTruncating(20 + 2 * i));
        TKey[] extremes = [TKey.Zero, TKey.One, TKey.AllBitsSet, TKey.MinValue, TKey.MaxValue, TKey.MinValue + TKey.One, TKey.MaxValue - TKey.One];
        Every(keys, extremes);

        foreach (var key in extremes) keys.Add(key);
        int bits = TKey.Zero.GetByteCount() * 8;
        for (int bit = 0; bit < bits; bit++) keys.Add(TKey.One << bit);
        Every(keys, TKey.CreateTruncating(21), TKey.CreateTruncating(23));
    }

    private static void Every<TKey>(IEnumerable<TKey> keys, params TKey[] absent) where TKey : notnull
    {
        TKey[] all = [.. keys];
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            Exercise.Run(all, i => (long)i, capacity, absent: absent);
            Exercise.Run(all, i => $"value {i}", capacity, ReverseComparer<TKey>.Instance, absent);
            // Beside the ordinary keys, the probes themselves become keys: equal ones (-0.0 and 0.0, two NaNs) are one.
            Exercise.Run([.. all, .. absent], i => Twin.Of(i), capacity, seed: 2);
        }
    }
}
