using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Two keys with nothing between them, the last of one leaf and the first of the next, of which one is always there: the writer adds the one before it removes the
/// other. A neighbour read that combines two leaves of different moments misses both (P7).
/// </summary>
[Collection(Alone.Name)]
public class HandOverTests
{
    private const int Leaf = 4;
    private const int Rounds = 40_000;

    /// <summary>The first of so many leaves is followed by the pair: at one of them begins another inner node, at one another inner node of the level above.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    public void One_of_two_keys_on_both_sides_of_a_leaf_boundary_is_always_found(int leavesBefore)
    {
        // Keys 10, 20, 30, ... in ascending order fill leaf after leaf: 10 to 40, 50 to 80, ...
        int left = leavesBefore * Leaf * 10;
        int right = left + 10;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(Leaf, domain: domain);
        for (int key = 10; key <= left + 20 * Leaf * 10; key += 10) tree.Add(key, Twin.Of(key));
        Assert.True(tree.Remove(right));

        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Assert.True(tree.TryAdd(right, Twin.Of(right)));
                Assert.True(tree.Remove(left));
                Assert.True(tree.TryAdd(left, Twin.Of(left)));
                Assert.True(tree.Remove(right));
            }
        });
        void OneOfThem(string what, bool found, int key, Twin value)
        {
            if (!found || (key != left && key != right)) Assert.Fail($"{what}: {(found ? key : "nothing")}, expected {left} or {right}");
            if (value != Twin.Of(key)) Assert.Fail($"{what}: {value} under {key}");
        }

        crew.AddUntilDone("reader from above", () =>
        {
            for (int i = 0; i < 100; i++)
            {
                OneOfThem("floor", tree.TryGetFloor(right, out int key, out var value), key, value);
                OneOfThem("lower", tree.TryGetLower(right + 1, out key, out value), key, value);
            }
        });
        crew.AddUntilDone("reader from below", () =>
        {
            for (int i = 0; i < 100; i++)
            {
                OneOfThem("ceiling", tree.TryGetCeiling(left, out int key, out var value), key, value);
                OneOfThem("higher", tree.TryGetHigher(left - 1, out key, out value), key, value);
            }
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void One_of_two_keys_at_the_right_edge_is_always_the_last()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(Leaf, domain: domain);
        for (int key = 10; key <= 80; key += 10) tree.Add(key, Twin.Of(key));
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 5 * Rounds; i++)
            {
                Assert.True(tree.TryAdd(90, Twin.Of(90)));
                Assert.True(tree.Remove(80));
                Assert.True(tree.TryAdd(80, Twin.Of(80)));
                Assert.True(tree.Remove(90));
            }
        });
        crew.AddUntilDone("reader", () =>
        {
            Assert.True(tree.TryGetLast(out int key, out var value));
            if (key is not (80 or 90)) Assert.Fail($"last is {key}");
            Assert.Equal(Twin.Of(key), value);
            Assert.True(tree.TryGetFloor(1_000, out key, out value));
            if (key is not (80 or 90)) Assert.Fail($"floor is {key}");
            Assert.Equal(Twin.Of(key), value);
        });
        crew.AddUntilDone("reader of nothing", () =>
        {
            if (tree.TryGetHigher(90, out int key, out _)) Assert.Fail($"{key} is above all");
            if (tree.TryGetLower(10, out key, out _)) Assert.Fail($"{key} is below all");
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void One_of_two_keys_at_the_left_edge_is_always_the_first()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(Leaf, domain: domain);
        for (int key = 10; key <= 160; key += 10) tree.Add(key, Twin.Of(key));
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 5 * Rounds; i++)
            {
                Assert.True(tree.TryAdd(5, Twin.Of(5)));
                Assert.True(tree.Remove(10));
                Assert.True(tree.TryAdd(10, Twin.Of(10)));
                Assert.True(tree.Remove(5));
            }
        });
        crew.AddUntilDone("reader", () =>
        {
            Assert.True(tree.TryGetFirst(out int key, out var value));
            if (key is not (5 or 10)) Assert.Fail($"first is {key}");
            Assert.Equal(Twin.Of(key), value);
            Assert.True(tree.TryGetCeiling(0, out key, out value));
            if (key is not (5 or 10)) Assert.Fail($"ceiling is {key}");
            Assert.Equal(Twin.Of(key), value);
        });
        crew.Join();
    }

    [Fact]
    public void A_last_entry_that_comes_and_goes_in_place_never_lends_its_value_to_another()
        => LendsNothing(number => number, value => value);

    [Fact]
    public void A_wide_last_entry_that_comes_and_goes_in_place_never_lends_its_value_to_another()
        => LendsNothing(number => Twin.Of(number), value => value.IsWhole ? value.Left : -1);

    /// <summary>Keys 10 to 13 take turns in one slot behind the permanent ones: append, remove, append another (P1e).</summary>
    private static void LendsNothing<TValue>(Func<long, TValue> valueOf, Func<TValue, long> number)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<long, TValue>(TreeOf.FullCapacity, domain: domain);
        for (long key = 0; key < 3; key++) tree.Add(key, valueOf(key));
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int i = 0; i < 10 * Rounds; i++)
            {
                long key = 10 + i % 4;
                Assert.True(tree.TryAdd(key, valueOf(key)));
                Assert.True(tree.Remove(key));
            }
        });
        void Own(bool found, long key, TValue value)
        {
            if (found && number(value) != key) Assert.Fail($"{value} under {key}");
        }

        crew.AddUntilDone("reader by key", () =>
        {
            for (long key = 10; key < 14; key++) Own(tree.TryGetValue(key, out var value), key, value!);
        });
        crew.AddUntilDone("reader of neighbours", () =>
        {
            Own(tree.TryGetLast(out long key, out var value), key, value!);
            Own(tree.TryGetFloor(12, out key, out value), key, value!);
            Own(tree.TryGetHigher(2, out key, out value), key, value!);
            foreach (var entry in tree) Own(true, entry.Key, entry.Value);
        });
        crew.Join();
    }
}
