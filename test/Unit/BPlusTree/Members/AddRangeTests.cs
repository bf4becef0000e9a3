using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class AddRangeTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Entries_in_any_order_are_added_to_what_is_there(int capacity)
    {
        foreach (int present in (int[])[0, 1, 40, 300])
        {
            foreach (int seed in (int[])[-1, 0, 1])
            {
                int[] keys = TreeOf.Keys(200, first: 1, step: 2);
                if (seed >= 0) keys = TreeOf.Shuffled(keys, seed);
                var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(present, step: 2));
                var snapshot = tree.Snapshot();
                tree.AddRange(Tens(keys));
                TreeAssert.HoldsTens(tree, TreeOf.Keys(present, step: 2).Concat(keys));
                Assert.Equal(present, snapshot.Count);
                tree.AddRange([]);
                Assert.True(tree.TryAddRange([]));
                Assert.Equal(0, tree.SetRange([]));
                TreeAssert.HoldsTens(tree, TreeOf.Keys(present, step: 2).Concat(keys));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void One_key_that_is_present_or_given_twice_keeps_all_of_them_out(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(50, step: 2));
        foreach (int common in (int[])[0, 48, 98])
        {
            var entries = Tens([.. TreeOf.Keys(30, first: 1, step: 2), common]);
            var refusal = Assert.Throws<ArgumentException>("entries", () => tree.AddRange(entries));
            Assert.Contains($"'{common}'", refusal.Message, StringComparison.Ordinal);
            Assert.False(tree.TryAddRange(entries));
            TreeAssert.HoldsTens(tree, TreeOf.Keys(50, step: 2));
        }

        var twice = Tens([3, 1, 5, 1]);
        Assert.Throws<ArgumentException>("entries", () => tree.AddRange(twice));
        Assert.Throws<ArgumentException>("entries", () => tree.TryAddRange(twice));
        Assert.Throws<ArgumentException>("entries", () => new BPlusTree<int, int>(twice));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(50, step: 2));
        Assert.True(tree.TryAddRange(Tens([1, 3])));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(50, step: 2).Concat([1, 3]));
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void SetRange_overwrites_what_is_there_and_the_last_of_equal_keys_counts(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100));
        var snapshot = tree.Snapshot();
        Assert.Equal(2, tree.SetRange([new(200, 1), new(50, -50), new(200, 2), new(-1, -1), new(50, -51), new(0, 7)]));
        var model = new SortedDictionary<int, int>(TreeOf.Keys(100).ToDictionary(key => key, key => key * 10)) { [200] = 2, [50] = -51, [-1] = -1, [0] = 7 };
        TreeAssert.Matches(tree, model);
        Assert.Equal(500, snapshot[50]);
    }

    [Fact]
    public void Null_entries_and_null_keys_are_refused()
    {
        var tree = TreeOf.Empty<string, int>();
        Assert.Throws<ArgumentNullException>("entries", () => tree.AddRange(null!));
        Assert.Throws<ArgumentNullException>("entries", () => tree.TryAddRange(null!));
        Assert.Throws<ArgumentNullException>("entries", () => tree.SetRange(null!));
        Assert.Throws<ArgumentNullException>("entries", () => new BPlusTree<string, int>((IEnumerable<KeyValuePair<string, int>>)null!));
        KeyValuePair<string, int>[] entries = [new("a", 1), new(null!, 2)];
        foreach (var call in new Action[] { () => tree.AddRange(entries), () => tree.TryAddRange(entries), () => tree.SetRange(entries) })
        {
            Assert.Contains("position 1", Assert.Throws<ArgumentException>("entries", call).Message, StringComparison.Ordinal);
        }

        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_tree_can_be_made_of_entries_in_any_order_and_by_any_comparer()
    {
        TreeAssert.HoldsTens(new BPlusTree<int, int>(Tens(TreeOf.Shuffled(TreeOf.Keys(500), 3))), TreeOf.Keys(500));
        TreeAssert.HoldsTens(new BPlusTree<int, int>(Tens(TreeOf.Keys(500)), ReverseComparer<int>.Instance), TreeOf.Keys(500));
        var fromDictionary = new BPlusTree<string, int>(new Dictionary<string, int> { ["b"] = 2, ["A"] = 1 }, StringComparer.OrdinalIgnoreCase);
        Assert.Equal(["A", "b"], fromDictionary.Select(entry => entry.Key));
        Assert.Equal(2, fromDictionary["B"]);
        Assert.Throws<ArgumentException>(() => new BPlusTree<string, int>([new("a", 1), new("A", 2)], StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_key_that_is_refused_is_put_into_words_outside_the_lock()
    {
        var tree = TreeOf.Empty<Speaking, int>();
        var refusals = new List<Exception?>();
        var key = new Speaking(1, () => refusals.Add(Record.Exception(() => tree.Snapshot())));
        tree.Add(key, 1);
        Assert.Throws<ArgumentException>(() => tree.AddRange([new(key, 2)]));
        Assert.Throws<ArgumentException>(() => tree.AddRange([new(key, 2), new(key, 3)]));
        Assert.Throws<ArgumentException>(() => tree.Load([new(key, 2), new(key, 3)]));
        Assert.Equal(3, refusals.Count);
        Assert.All(refusals, Assert.Null);
    }

    [Fact]
    public void The_input_may_write_to_the_tree_that_it_goes_to()
    {
        var tree = TreeOf.Tens();
        IEnumerable<KeyValuePair<int, int>> Entries()
        {
            tree.Add(1, 10);
            yield return new(2, 20);
            tree.Add(3, 30);
        }

        tree.AddRange(Entries());
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        tree.SetRange(tree.Select(entry => KeyValuePair.Create(entry.Key + 10, entry.Value + 100)));
        TreeAssert.HoldsTens(tree, 1, 2, 3, 11, 12, 13);
    }

    private static KeyValuePair<int, int>[] Tens(int[] keys) => [.. keys.Select(key => KeyValuePair.Create(key, key * 10))];

    /// <summary>A key that does something when it is printed.</summary>
    private sealed record Speaking(int Number, Action Said) : IComparable<Speaking>
    {
        public int CompareTo(Speaking? other) => Number.CompareTo(other!.Number);

        public override string ToString()
        {
            Said();
            return $"key {Number}";
        }
    }
}
