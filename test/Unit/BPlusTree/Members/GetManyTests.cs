using System;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Many look-ups in one call. That they agree with a model, on tree, reader, snapshot and batch, is checked wherever <see cref="TreeAssert"/> is used.</summary>
public class GetManyTests
{
    public static TheoryData<int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
            {
                foreach (int size in new[] { 0, 1, 7, 31, 32, 33, 64, 255, 256, 257, 1_000 }) sizes.Add(capacity, size);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Any_number_of_keys_in_any_order_is_looked_up_and_the_rest_of_the_spans_is_left_alone(int capacity, int size)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(500, step: 2));
        var random = new Random(size);
        int[] keys = [.. Enumerable.Range(0, size).Select(_ => random.Next(-10, 1_100))];
        int[] values = [.. Enumerable.Repeat(-1, size + 3)];
        bool[] found = [.. Enumerable.Repeat(true, size + 5)];
        int expected = keys.Count(key => tree.ContainsKey(key));
        Assert.Equal(expected, tree.GetMany(keys, values, found));
        for (int i = 0; i < size; i++)
        {
            bool present = keys[i] >= 0 && keys[i] < 1_000 && keys[i] % 2 == 0;
            Assert.Equal(present, found[i]);
            Assert.Equal(present ? keys[i] * 10 : 0, values[i]);
        }

        Assert.All(values.Skip(size), value => Assert.Equal(-1, value));
        Assert.All(found.Skip(size), Assert.True);
    }

    [Fact]
    public void A_key_asked_for_many_times_is_found_as_often()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        int[] keys = [.. Enumerable.Repeat(7, 100)];
        var values = new int[100];
        Assert.Equal(100, tree.GetMany(keys, values, new bool[100]));
        Assert.All(values, value => Assert.Equal(70, value));
    }

    [Fact]
    public void A_null_value_is_found_and_an_absent_key_gives_null()
    {
        var tree = TreeOf.Empty<int, string?>();
        tree.Add(1, null);
        string?[] values = ["x", "x"];
        var found = new bool[2];
        Assert.Equal(1, tree.GetMany([1, 2], values, found));
        Assert.Equal([true, false], found);
        Assert.All(values, Assert.Null);
    }

    [Fact]
    public void Floating_point_keys_are_found_by_any_of_their_bits()
    {
        var tree = TreeOf.Empty<double, int>();
        tree.Add(0.0, 1);
        tree.Add(double.NaN, 2);
        var values = new int[3];
        Assert.Equal(3, tree.GetMany([-0.0, -double.NaN, BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0001)], values, new bool[3]));
        Assert.Equal([1, 2, 2], values);
    }

    [Fact]
    public void The_comparer_decides_what_is_found()
    {
        var tree = TreeOf.Empty<string, int>(comparer: StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < 100; i++) tree.Add($"key {i}", i);
        var values = new int[2];
        Assert.Equal(1, tree.GetMany(["KEY 42", "other"], values, new bool[2]));
        Assert.Equal([42, 0], values);
    }

    [Theory]
    [InlineData(2, 3, "values")]
    [InlineData(3, 2, "found")]
    [InlineData(0, 0, "values")]
    public void Spans_that_are_too_short_are_refused_by_name_and_nothing_is_written(int valueCount, int foundCount, string name)
    {
        var tree = TreeOf.Tens(1, 2, 3);
        int[] values = [.. Enumerable.Repeat(-1, valueCount)];
        var found = new bool[foundCount];
        Assert.Throws<ArgumentException>(name, () => tree.GetMany([1, 2, 3], values, found));
        Assert.Throws<ArgumentException>(name, () => tree.Snapshot().GetMany([1, 2, 3], values, found));
        Assert.Throws<ArgumentException>(name, () =>
        {
            using var reader = tree.Read();
            reader.GetMany([1, 2, 3], values, found);
        });
        Assert.Throws<ArgumentException>(name, () =>
        {
            using var batch = tree.BeginBatch();
            batch.GetMany([1, 2, 3], values, found);
        });
        Assert.All(values, value => Assert.Equal(-1, value));
        Assert.All(found, Assert.False);
    }

    [Fact]
    public void A_null_key_among_others_is_refused_with_its_index_and_nothing_is_written()
    {
        var tree = TreeOf.Empty<string, int>();
        tree.Add("a", 1);
        int[] values = [-1, -1, -1];
        var found = new bool[3];
        var refused = Assert.Throws<ArgumentNullException>("keys", () => tree.GetMany(["a", "b", null!], values, found));
        Assert.Contains("index 2", refused.Message, StringComparison.Ordinal);
        Assert.Equal([-1, -1, -1], values);
        Assert.Equal([false, false, false], found);
    }

    [Fact]
    public void A_comparer_that_throws_ends_the_call_and_its_section()
    {
        using var domain = new RcuDomain();
        var comparer = new FailingComparer();
        var tree = TreeOf.Empty<int, int>(comparer: comparer, domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, key);
        comparer.ArmAt(40);
        Assert.Throws<PlantedException>(() => tree.GetMany(TreeOf.Keys(50), new int[50], new bool[50]));
        comparer.Disarm();
        Assert.False(domain.IsInReadSection);
        Assert.Equal(50, tree.GetMany(TreeOf.Keys(50), new int[50], new bool[50]));
    }

    [Fact]
    public void A_disposed_domain_turns_the_call_away()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.GetMany([1], new int[1], new bool[1]));
        Assert.Equal(0, tree.GetMany([], [], []));
    }

    [Fact]
    public void A_batch_finds_what_it_wrote_and_the_tree_does_not()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(40));
        using var batch = tree.BeginBatch();
        for (int key = 40; key < 60; key++) batch[key] = key * 10;
        batch.Remove(0);
        var values = new int[61];
        Assert.Equal(59, batch.GetMany(TreeOf.Keys(61), values, new bool[61]));
        Assert.Equal(590, values[59]);
        Assert.Equal(40, tree.GetMany(TreeOf.Keys(61), values, new bool[61]));
    }
}
