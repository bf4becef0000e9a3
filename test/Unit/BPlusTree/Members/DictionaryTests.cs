#pragma warning disable xUnit2017, CA1841, CA1829 // which member of which interface answers is what is tested
using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>The tree as the dictionary interfaces of .NET see it.</summary>
public class DictionaryTests
{
    private static KeyValuePair<int, int>[] Pairs(params IEnumerable<int> keys) => [.. keys.Select(key => KeyValuePair.Create(key, key * 10))];

    [Fact]
    public void A_collection_initialiser_adds_and_an_indexer_initialiser_sets()
    {
        var added = new BPlusTree<string, int> { { "b", 2 }, { "a", 1 } };
        Assert.Equal([new("a", 1), new("b", 2)], added.ToArray());
        var set = new BPlusTree<string, int> { ["b"] = 3, ["a"] = 1 };
        Assert.Equal([new("a", 1), new("b", 3)], set.ToArray());
        Assert.Throws<ArgumentException>("key", () => new BPlusTree<string, int> { { "b", 2 }, { "b", 1 } });
    }

    [Fact]
    public void Every_member_of_IDictionary_does_what_a_sorted_dictionary_does()
    {
        foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
        {
            var tree = TreeOf.Empty<int, int>(capacity);
            IDictionary<int, int> ours = tree;
            IDictionary<int, int> theirs = new SortedDictionary<int, int>();
            var random = new Random(7);
            for (int i = 0; i < 2_000; i++)
            {
                int key = random.Next(100);
                int value = random.Next(3);
                var pair = KeyValuePair.Create(key, value);
                switch (random.Next(8))
                {
                    case 0: Assert.Equal(Outcome(theirs, d => d.Add(key, value)), Outcome(ours, d => d.Add(key, value))); break;
                    case 1: Assert.Equal(Outcome(theirs, d => d.Add(pair)), Outcome(ours, d => d.Add(pair))); break;
                    case 2: theirs[key] = ours[key] = value; break;
                    case 3: Assert.Equal(theirs.Remove(key), ours.Remove(key)); break;
                    case 4: Assert.Equal(theirs.Remove(pair), ours.Remove(pair)); break;
                    case 5: Assert.Equal(theirs.Contains(pair), ours.Contains(pair)); break;
                    case 6: Assert.Equal(theirs.ContainsKey(key), ours.ContainsKey(key)); break;
                    default:
                        Assert.Equal(theirs.TryGetValue(key, out int wanted), ours.TryGetValue(key, out int found));
                        Assert.Equal(wanted, found);
                        break;
                }

                Assert.Equal(theirs.Count, ours.Count);
            }

            Assert.Equal(theirs, ours);
            Assert.Equal(theirs.Keys, ours.Keys);
            Assert.Equal(theirs.Values, ours.Values);
            Assert.False(ours.IsReadOnly);
            tree.CheckInvariants();
            ours.Clear();
            Assert.Empty(ours);
        }
    }

    [Fact]
    public void A_pair_is_contained_only_with_an_equal_value()
    {
        ICollection<KeyValuePair<string, string?>> tree = new BPlusTree<string, string?>(StringComparer.OrdinalIgnoreCase) { ["a"] = "x", ["b"] = null };
        Assert.True(tree.Contains(new("A", new string('x', 1))));
        Assert.False(tree.Contains(new("a", "X")));
        Assert.True(tree.Contains(new("B", null)));
        Assert.False(tree.Contains(new("c", null)));
        Assert.False(tree.Remove(new("a", "X")));
        Assert.True(tree.Remove(new("A", "x")));
        Assert.Equal([new("b", null)], tree);
    }

    [Fact]
    public void A_pair_with_a_null_key_is_refused_by_name_and_changes_nothing()
    {
        var tree = new BPlusTree<string, int> { ["a"] = 1 };
        ICollection<KeyValuePair<string, int>> pairs = tree;
        Assert.Throws<ArgumentNullException>("item", () => pairs.Add(default));
        Assert.Throws<ArgumentNullException>("item", () => pairs.Contains(default));
        Assert.Throws<ArgumentNullException>("item", () => pairs.Remove(default));
        Assert.Throws<ArgumentException>("item", () => pairs.Add(new("a", 2)));
        Assert.Throws<ArgumentNullException>("key", () => ((IDictionary<string, int>)tree).ContainsKey(null!));
        Assert.Throws<ArgumentNullException>("key", () => ((IReadOnlyDictionary<string, int>)tree)[null!]);
        Assert.Equal([new("a", 1)], tree.ToArray());
    }

    [Fact]
    public void CopyTo_refuses_a_bad_array_before_it_writes_to_it()
    {
        ICollection<KeyValuePair<int, int>> tree = TreeOf.Tens(TreeOf.Keys(5));
        Assert.Throws<ArgumentNullException>("array", () => tree.CopyTo(null!, 0));
        var array = new KeyValuePair<int, int>[7];
        Assert.Throws<ArgumentOutOfRangeException>("arrayIndex", () => tree.CopyTo(array, -1));
        Assert.Throws<ArgumentOutOfRangeException>("arrayIndex", () => tree.CopyTo(array, 8));
        Assert.Throws<ArgumentException>("array", () => tree.CopyTo(array, 3));
        Assert.Throws<ArgumentException>("array", () => tree.CopyTo(array, 7));
        Assert.All(array, entry => Assert.Equal(default, entry));
        tree.CopyTo(array, 2);
        Assert.Equal([default, default, .. Pairs(0, 1, 2, 3, 4)], array);
        new BPlusTree<int, int>().Keys.CopyTo([], 0);
    }

    [Fact]
    public void Copies_of_a_tree_that_grows_meanwhile_hold_what_was_met_and_CopyTo_refuses()
    {
        foreach (string way in new[] { "ToArray", "ToList", "CopyTo" })
        {
            var comparer = new CallingComparer();
            var tree = TreeOf.Tens(TreeOf.FullCapacity, comparer, TreeOf.Keys(1_500));
            // The copy seeks on by key once in a while: with the first compare, others write.
            comparer.Call = () =>
            {
                comparer.Call = null;
                for (int key = 1_500; key < 4_000; key++) tree.Add(key, key * 10);
            };
            var array = new KeyValuePair<int, int>[1_600];
            switch (way)
            {
                case "ToArray": Assert.Equal(Pairs(TreeOf.Keys(4_000)), tree.ToArray()); break;
                case "ToList": Assert.Equal(Pairs(TreeOf.Keys(4_000)), tree.ToList()); break;
                default:
                    Assert.Throws<ArgumentException>("array", () => ((ICollection<KeyValuePair<int, int>>)tree).CopyTo(array, 50));
                    Assert.Equal([.. new KeyValuePair<int, int>[50], .. Pairs(TreeOf.Keys(1_550))], array);
                    break;
            }

            Assert.Null(comparer.Call);
        }
    }

    [Fact]
    public void Copies_of_a_tree_that_shrinks_meanwhile_hold_what_was_met()
    {
        foreach (string way in new[] { "ToArray", "ToList", "CopyTo" })
        {
            var comparer = new CallingComparer();
            var tree = TreeOf.Tens(TreeOf.FullCapacity, comparer, TreeOf.Keys(2_000));
            comparer.Call = () =>
            {
                comparer.Call = null;
                for (int key = 1_500; key < 2_000; key++) Assert.True(tree.Remove(key));
            };
            var met = Pairs(TreeOf.Keys(1_500));
            var array = new KeyValuePair<int, int>[2_000];
            switch (way)
            {
                case "ToArray": Assert.Equal(met, tree.ToArray()); break;
                case "ToList": Assert.Equal(met, tree.ToList()); break;
                default:
                    ((ICollection<KeyValuePair<int, int>>)tree).CopyTo(array, 0);
                    Assert.Equal([.. met, .. new KeyValuePair<int, int>[500]], array);
                    break;
            }

            Assert.Null(comparer.Call);
        }
    }

    [Fact]
    public void ToArray_and_ToList_are_those_of_the_tree_and_exact()
    {
        foreach (int size in new[] { 0, 1, 5, 1_023, 1_024, 1_025, 2_500 })
        {
            var tree = TreeOf.Tens(TreeOf.FullCapacity, null, TreeOf.Shuffled(TreeOf.Keys(size), size));
            var snapshot = tree.Snapshot();
            tree[-1] = -10;
            Assert.Equal(Pairs([-1, .. TreeOf.Keys(size)]), tree.ToArray());
            Assert.Equal(Pairs([-1, .. TreeOf.Keys(size)]), tree.ToList());
            Assert.Equal(Pairs(TreeOf.Keys(size)), snapshot.ToArray());
            Assert.Equal(Pairs(TreeOf.Keys(size)), snapshot.ToList());
            Assert.Equal(TreeOf.Keys(size), snapshot.Keys.ToArray());
            Assert.Equal(TreeOf.Keys(size).Select(key => key * 10), snapshot.Values.ToList());
        }
    }

    [Fact]
    public void Neither_copies_nor_views_keep_a_read_section_open()
    {
        using var domain = new Rcu.RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        for (int key = 0; key < 3_000; key++) tree[key] = key;
        tree.ToArray();
        tree.Values.ToList();
        Assert.Throws<ArgumentException>(() => tree.Keys.CopyTo(new int[10], 0));
        Assert.False(tree.Values.Contains(-1));
        Assert.Equal(0, tree.Keys.First());
        foreach (int key in tree.Keys)
        {
            if (key == 5) break;
        }

        domain.Synchronize(); // would throw inside a section
    }

    [Fact]
    public void LINQ_and_the_collections_of_the_framework_take_the_tree()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        Assert.Equal(100, tree.Count());
        Assert.Equal(Pairs(99), tree.TakeLast(1));
        Assert.Equal(Pairs(98, 99).Reverse(), tree.OrderByDescending(entry => entry.Value).Take(2));
        Assert.Equal(4950, tree.Keys.Sum());
        Assert.Equal(990, tree.Values.Max());
        Assert.True(tree.Contains(KeyValuePair.Create(7, 70)));
        Assert.False(tree.Contains(KeyValuePair.Create(7, 71)));
        Assert.Equal(tree, new SortedDictionary<int, int>(tree));
        Assert.Equal(tree, new List<KeyValuePair<int, int>>(tree));
        Assert.Equal(70, tree.GetValueOrDefault(7));
        Assert.Equal(-1, tree.Snapshot().GetValueOrDefault(700, -1));
        Assert.True(tree.Remove(7, out int removed));
        Assert.Equal(70, removed);
        Assert.Equal(99, tree.AsReadOnly().Count);
        Assert.Equal(99, ((IEnumerable)tree).Cast<KeyValuePair<int, int>>().Count());
    }

    [Fact]
    public void A_tree_and_a_snapshot_are_JSON_objects()
    {
        var tree = new BPlusTree<string, int> { ["b"] = 2, ["a"] = 1 };
        Assert.Equal("""{"a":1,"b":2}""", JsonSerializer.Serialize(tree));
        Assert.Equal("""{"a":1,"b":2}""", JsonSerializer.Serialize(tree.Snapshot()));
        Assert.Equal("""["a","b"]""", JsonSerializer.Serialize(tree.Keys));
        var back = JsonSerializer.Deserialize<BPlusTree<string, int>>("""{"d":4,"c":3}""");
        Assert.Equal([new("c", 3), new("d", 4)], back!.ToArray());
    }

    [Fact]
    public void ContainsValue_compares_by_default_equality_and_outside_locks_and_sections()
    {
        using var domain = new Rcu.RcuDomain();
        var tree = TreeOf.Empty<int, Probing?>(domain: domain);
        for (int key = 0; key < 200; key++) tree[key] = key == 150 ? null : new Probing(key, domain.Synchronize);
        Assert.True(tree.ContainsValue(new Probing(199, domain.Synchronize)));
        Assert.False(tree.ContainsValue(new Probing(200, domain.Synchronize)));
        Assert.True(tree.ContainsValue(null));
        Assert.True(tree.Snapshot().ContainsValue(null));
        tree.Remove(150);
        Assert.False(tree.Values.Contains(null));
    }

    private static Type? Outcome(IDictionary<int, int> dictionary, Action<IDictionary<int, int>> call)
    {
        try
        {
            call(dictionary);
            return null;
        }
        catch (ArgumentException refusal)
        {
            return refusal.GetType();
        }
    }

    /// <summary>A value whose equality waits for all readers: inside a section or under a writer lock that throws.</summary>
    private sealed class Probing(int number, Action probe) : IEquatable<Probing>
    {
        private readonly int _number = number;

        public bool Equals(Probing? other)
        {
            probe();
            return other is not null && other._number == _number;
        }

        public override bool Equals(object? obj) => Equals(obj as Probing);

        public override int GetHashCode() => _number;
    }
}
