using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

public class NullArgumentTests
{
    /// <summary>Every member that takes a key, called with a null one.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<string, string>, string>> WithKey = new()
    {
        ["TryGetValue"] = (tree, key) => tree.TryGetValue(key, out _),
        ["ContainsKey"] = (tree, key) => tree.ContainsKey(key),
        ["get indexer"] = (tree, key) => _ = tree[key],
        ["set indexer"] = (tree, key) => tree[key] = "x",
        ["TryGetFloor"] = (tree, key) => tree.TryGetFloor(key, out _, out _),
        ["TryGetCeiling"] = (tree, key) => tree.TryGetCeiling(key, out _, out _),
        ["TryGetLower"] = (tree, key) => tree.TryGetLower(key, out _, out _),
        ["TryGetHigher"] = (tree, key) => tree.TryGetHigher(key, out _, out _),
        ["TryAdd"] = (tree, key) => tree.TryAdd(key, "x"),
        ["Add"] = (tree, key) => tree.Add(key, "x"),
        ["GetOrAdd value"] = (tree, key) => tree.GetOrAdd(key, "x"),
        ["GetOrAdd factory"] = (tree, key) => tree.GetOrAdd(key, _ => "x"),
        ["GetOrAdd argument"] = (tree, key) => tree.GetOrAdd(key, (_, arg) => arg, "x"),
        ["AddOrUpdate value"] = (tree, key) => tree.AddOrUpdate(key, "x", (_, old) => old),
        ["AddOrUpdate factories"] = (tree, key) => tree.AddOrUpdate(key, _ => "x", (_, old) => old),
        ["AddOrUpdate argument"] = (tree, key) => tree.AddOrUpdate(key, (_, arg) => arg, (_, old, _) => old, "x"),
        ["TryUpdate"] = (tree, key) => tree.TryUpdate(key, "x"),
        ["TryUpdate comparand"] = (tree, key) => tree.TryUpdate(key, "x", "y"),
        ["TryRemove"] = (tree, key) => tree.TryRemove(key, out _),
        ["Remove"] = (tree, key) => tree.Remove(key),
    };

    /// <summary>Every member that takes a delegate, called with a null one, for a key that is there and for one that is not.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<string, string>, string>> WithDelegate = new()
    {
        ["GetOrAdd factory"] = (tree, key) => tree.GetOrAdd(key, (Func<string, string>)null!),
        ["GetOrAdd argument"] = (tree, key) => tree.GetOrAdd(key, (Func<string, int, string>)null!, 1),
        ["AddOrUpdate value"] = (tree, key) => tree.AddOrUpdate(key, "x", null!),
        ["AddOrUpdate add"] = (tree, key) => tree.AddOrUpdate(key, (Func<string, string>)null!, (_, old) => old),
        ["AddOrUpdate update"] = (tree, key) => tree.AddOrUpdate(key, _ => "x", null!),
        ["AddOrUpdate argument add"] = (tree, key) => tree.AddOrUpdate(key, null!, (_, old, _) => old, 1),
        ["AddOrUpdate argument update"] = (tree, key) => tree.AddOrUpdate(key, (_, _) => "x", null!, 1),
        ["ForEach"] = (tree, _) => tree.ForEach(1, null!),
        ["Drain"] = (tree, _) => tree.Drain(1, null!),
    };

    public static TheoryData<string> MembersWithKey => [.. WithKey.Keys];

    public static TheoryData<string> MembersWithDelegate => [.. WithDelegate.Keys];

    [Theory]
    [MemberData(nameof(MembersWithKey))]
    public void A_null_key_is_refused_by_name(string member)
    {
        foreach (var tree in new[] { Populated(), TreeOf.Empty<string, string>(), Populated(StringComparer.OrdinalIgnoreCase) })
        {
            int count = tree.Count;
            Assert.Throws<ArgumentNullException>("key", () => WithKey[member](tree, null!));
            Assert.Equal(count, tree.Count);
            tree.CheckInvariants();
            Assert.True(tree.TryAdd("usable", "afterwards"));
        }
    }

    [Fact]
    public void A_pair_with_a_null_key_is_refused()
    {
        var tree = Populated();
        Assert.Throws<ArgumentNullException>(() => tree.TryRemove(new KeyValuePair<string, string>(null!, "x")));
        Assert.Throws<ArgumentNullException>(() => TreeOf.Empty<string, string>().TryRemove(new KeyValuePair<string, string>(null!, "x")));
        Assert.Equal(20, tree.Count);
    }

    [Theory]
    [MemberData(nameof(MembersWithDelegate))]
    public void A_null_delegate_is_refused_whether_or_not_it_would_be_called(string member)
    {
        foreach (var tree in new[] { Populated(), TreeOf.Empty<string, string>() })
        {
            int count = tree.Count;
            foreach (string key in new[] { "key 3", "absent" })
            {
                var refusal = Assert.Throws<ArgumentNullException>(() => WithDelegate[member](tree, key));
                Assert.False(string.IsNullOrEmpty(refusal.ParamName) || refusal.ParamName == "key", $"named {refusal.ParamName}");
            }

            Assert.Equal(count, tree.Count);
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void Null_options_and_a_null_victim_are_refused_by_name()
    {
        Assert.Throws<ArgumentNullException>("options", () => new BPlusTree<int, int>((BPlusTreeOptions<int, int>)null!));
        Assert.Throws<ArgumentNullException>("victim", () => Populated().MergeFrom(null!));
    }

    [Fact]
    public void A_snapshot_refuses_null_keys_and_visitors()
    {
        var snapshot = Populated().Snapshot();
        Assert.Throws<ArgumentNullException>("key", () => snapshot.TryGetValue(null!, out _));
        Assert.Throws<ArgumentNullException>("key", () => snapshot.ContainsKey(null!));
        Assert.Throws<ArgumentNullException>("key", () => snapshot[null!]);
        Assert.Throws<ArgumentNullException>("key", () => snapshot.TryGetFloor(null!, out _, out _));
        Assert.Throws<ArgumentNullException>("key", () => snapshot.TryGetCeiling(null!, out _, out _));
        Assert.Throws<ArgumentNullException>("key", () => snapshot.TryGetLower(null!, out _, out _));
        Assert.Throws<ArgumentNullException>("key", () => snapshot.TryGetHigher(null!, out _, out _));
        Assert.Throws<ArgumentNullException>("visitor", () => snapshot.ForEach(1, null!));
    }

    [Fact]
    public void A_batch_refuses_null_keys_and_goes_on()
    {
        var tree = Populated();
        using (var batch = tree.BeginBatch())
        {
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryAdd(null!, "x"));
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b[null!] = "x");
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryUpdate(null!, "x"));
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryRemove(null!, out _));
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.Remove(null!));
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryGetValue(null!, out _));
            Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryGetFloor(null!, out _, out _));
            Assert.True(batch.TryAdd("added", "x"));
            batch.Commit();
        }

        Assert.Equal(21, tree.Count);
        tree.CheckInvariants();
    }

    private static BPlusTree<string, string> Populated(IComparer<string>? comparer = null)
    {
        var tree = TreeOf.Empty<string, string>(comparer: comparer);
        for (int i = 0; i < 20; i++) tree.Add($"key {i}", $"value {i}");
        return tree;
    }
}
