using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Values of every size: those a slot stores atomically (overwritten in place) and those that copy the leaf.</summary>
public class ValueTypeTests
{
    [Fact]
    public void Values_of_type_byte() => Every(i => (byte)i);

    [Fact]
    public void Values_of_type_bool() => Every(i => i % 2 == 0);

    [Fact]
    public void Values_of_type_short() => Every(i => (short)i);

    [Fact]
    public void Values_of_type_int() => Every(i => i);

    [Fact]
    public void Values_of_type_long() => Every(i => (long)i << 33);

    [Fact]
    public void Values_of_type_double() => Every(i => i % 7 == 0 ? double.NaN : i * 0.1);

    [Fact]
    public void Values_of_type_nint() => Every(i => (nint)i);

    [Fact]
    public void Values_of_type_char() => Every(i => (char)(ushort)i);

    [Fact]
    public void Values_of_an_enumeration() => Every(i => i % 2 == 0 ? Grade.Low : Grade.High);

    [Fact]
    public void Values_of_type_DateTime() => Every(i => new DateTime(2026, 1, 1).AddDays(i));

    [Fact]
    public void Values_of_type_Guid() => Every(i => new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11));

    [Fact]
    public void Values_of_type_decimal() => Every(i => i * 1.5m);

    [Fact]
    public void Values_of_type_UInt128() => Every(i => new UInt128((ulong)(uint)i, ~(ulong)(uint)i));

    [Fact]
    public void Values_that_are_nullable_numbers() => Every(i => i % 3 == 0 ? (long?)null : i);

    [Fact]
    public void Values_of_16_bytes() => Every(i => Twin.Of(i));

    [Fact]
    public void Values_of_every_size_up_to_64_bytes()
    {
        OfSize<byte>(1);
        OfSize<Half>(2);
        OfSize<Chain<byte, Chain<byte, byte>>>(3);
        OfSize<Rune>(4);
        OfSize<Chain<Rgb, Chain<byte, byte>>>(5);
        OfSize<Chain<short, Chain<short, short>>>(6);
        OfSize<Chain<Rgb, Chain<Rgb, byte>>>(7);
        OfSize<DateTime>(8);
        OfSize<Chain<int, Chain<int, int>>>(12);
        OfSize<Int128>(16);
        OfSize<Chain<Int128, byte>>(32);
        OfSize<Chain<Guid, long>>(24);
        OfSize<Chain<Chain<Guid, Guid>, byte>>(36);
        OfSize<Chain<Chain<Guid, Guid>, long>>(40);
        OfSize<Chain<Chain<Guid, Guid>, Guid>>(48);
        OfSize<Chain<Chain<Guid, Guid>, Chain<Guid, Rgb>>>(52);
        OfSize<Chain<Chain<Guid, Guid>, Chain<Guid, long>>>(56);
        OfSize<Chain<Chain<Guid, Guid>, Chain<Guid, Guid>>>(64);
    }

    [Fact]
    public void Values_of_64_bytes()
    {
        Assert.Equal(64, Unsafe.SizeOf<Block64>());
        Every(i => Block64.Of(i));
    }

    [Fact]
    public void Values_that_are_structs_containing_references() => Every(Labelled.Of);

    [Fact]
    public void Values_that_are_small_structs_of_eight_bytes() => Every(i => (i, ~i));

    [Fact]
    public void Values_that_are_structs_of_one_reference() => Every(i => ValueTuple.Create((string?)$"text {i}"));

    [Fact]
    public void Values_that_are_structs_of_an_odd_size() => Every(i => ((byte)i, (byte)(i >> 8), (byte)7));

    [Fact]
    public void Values_of_type_string() => Every(i => $"text {i}");

    [Fact]
    public void Values_that_are_null_references() => Every(i => i % 2 == 0 ? null : $"text {i}");

    [Fact]
    public void Values_that_are_nothing_but_null() => Every(i => (object?)null);

    [Fact]
    public void Values_that_are_arrays() => Every(i => i % 10 == 0 ? [] : Cached[Math.Abs(i) % Cached.Length]);

    [Fact]
    public void Values_of_an_empty_struct() => Every(i => default(ValueTuple));

    [Fact]
    public void A_value_that_was_overwritten_or_removed_can_be_collected()
    {
        using var domain = new Rcu.RcuDomain();
        var tree = TreeOf.Empty<int, object>(domain: domain);
        var gone = new List<WeakReference>();
        FillAndEmpty(tree, gone);
        // The nodes that held them are recycled after a grace period, and cleared before they are pooled (R4).
        for (int round = 0; round < 20 && gone.Any(value => value.IsAlive); round++)
        {
            for (int i = 0; i < 2_000; i++)
            {
                tree.TryAdd(i % 100, tree);
                tree.Remove(i % 100);
            }

            domain.Synchronize();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Equal(0, gone.Count(value => value.IsAlive));
    }

    private static readonly int[][] Cached = [[1], [2, 3], [4, 5, 6]];

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FillAndEmpty(BPlusTree<int, object> tree, List<WeakReference> gone)
    {
        for (int key = 0; key < 200; key++)
        {
            var value = new object();
            gone.Add(new WeakReference(value));
            tree.Add(key, value);
        }

        for (int key = 0; key < 200; key += 2) tree[key] = tree;
        for (int key = 1; key < 200; key += 2) tree.Remove(key);
        for (int key = 0; key < 200; key += 4) tree.Remove(key);
    }

    /// <summary>Values whose bytes all come from their number.</summary>
    private static void OfSize<TValue>(int size) where TValue : unmanaged
    {
        Assert.Equal(size, Unsafe.SizeOf<TValue>());
        Every(i =>
        {
            TValue value = default;
            var bytes = MemoryMarshal.AsBytes(new Span<TValue>(ref value));
            for (int at = 0; at < bytes.Length; at++) bytes[at] = (byte)((i * 31 + at * 7) & (at % 4 == 3 ? 0 : 0x7F));
            return value;
        });
    }

    private static void Every<TValue>(Func<int, TValue> valueOf)
    {
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            Exercise.Run(TreeOf.Keys(90), valueOf, capacity, absent: [-1, 90]);
            Exercise.Run([.. TreeOf.Keys(60).Select(i => $"{i:000}")], valueOf, capacity, absent: ["", "999"]);
        }
    }
}
