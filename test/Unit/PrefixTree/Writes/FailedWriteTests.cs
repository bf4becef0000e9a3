using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>A write that fails leaves the tree as it was.</summary>
public sealed class FailedWriteTests
{
    private const string Lone = "half a pair: \uD834";

    private static readonly Dictionary<string, Action<PrefixTree<int>>> Refused = new()
    {
        ["Add present"] = static tree => tree.Add("key 7", 0),
        ["Add present bytes"] = static tree => tree.Add("key 7"u8, 0),
        ["set lone surrogate"] = static tree => tree[Lone] = 0,
        ["get lone surrogate"] = static tree => _ = tree[Lone],
        ["TryAdd lone surrogate"] = static tree => tree.TryAdd(Lone, 0),
        ["TryAdd long lone surrogate"] = static tree => tree.TryAdd(new string('x', 500) + Lone, 0),
        ["Store lone surrogate"] = static tree => tree.Store(Lone, 0, out _),
        ["TryUpdate lone surrogate"] = static tree => tree.TryUpdate(Lone, 0),
        ["TryUpdate comparand lone surrogate"] = static tree => tree.TryUpdate(Lone, 0, 0),
        ["TryRemove lone surrogate"] = static tree => tree.TryRemove(Lone, out _),
        ["TryRemove comparand lone surrogate"] = static tree => tree.TryRemove(Lone, 0),
        ["GetOrAdd lone surrogate"] = static tree => tree.GetOrAdd(Lone, 0),
        ["RemovePrefix lone surrogate"] = static tree => tree.RemovePrefix(Lone),
        ["Load null"] = static tree => tree.Load((IEnumerable<KeyValuePair<string, int>>)null!),
        ["Load null bytes"] = static tree => tree.Load((IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, int>>)null!),
        ["Load null key"] = static tree => tree.Load([new KeyValuePair<string, int>(null!, 0)]),
        ["Load descending"] = static tree => tree.Load([new KeyValuePair<string, int>("b", 0), new KeyValuePair<string, int>("a", 0)]),
        ["Load twice the same"] = static tree => tree.Load([new KeyValuePair<string, int>("b", 0), new KeyValuePair<string, int>("b", 0)]),
        ["Load lone surrogate"] = static tree => tree.Load([new KeyValuePair<string, int>("b", 0), new KeyValuePair<string, int>(Lone, 0)]),
        ["GetOrAdd null factory"] = static tree => tree.GetOrAdd("x", (Func<ReadOnlySpan<char>, int>)null!),
        ["GetOrAdd null factory with argument"] = static tree => tree.GetOrAdd<int>("x"u8, null!, 1),
        ["Drain null visitor"] = static tree => tree.Drain<int>(0, null!),
    };

    private static readonly Dictionary<string, Action<PrefixTree<int>>> Writes = new()
    {
        ["set"] = static tree => tree["x"] = 1,
        ["TryAdd"] = static tree => tree.TryAdd("x", 1),
        ["TryAdd present"] = static tree => tree.TryAdd("key 7", 1),
        ["Store"] = static tree => tree.Store("x", 1, out _),
        ["TryUpdate"] = static tree => tree.TryUpdate("key 7", 1),
        ["TryUpdate absent"] = static tree => tree.TryUpdate("x", 1),
        ["TryUpdate comparand"] = static tree => tree.TryUpdate("x", 1, 1),
        ["TryRemove"] = static tree => tree.TryRemove("key 7", out _),
        ["TryRemove absent"] = static tree => tree.TryRemove("x", out _),
        ["TryRemove comparand"] = static tree => tree.TryRemove("x", 1),
        ["GetOrAdd"] = static tree => tree.GetOrAdd("x", 1),
        ["GetOrAdd factory"] = static tree => tree.GetOrAdd("x", static _ => 1),
        ["RemovePrefix"] = static tree => tree.RemovePrefix("key"),
        ["Load"] = static tree => tree.Load([new KeyValuePair<string, int>("x", 1)]),
        ["Clear"] = static tree => tree.Clear(),
        ["TakeAll"] = static tree => tree.TakeAll(),
        ["Drain"] = static tree => tree.Drain(0, static (_, _, _, _) => { }),
        ["Snapshot"] = static tree => tree.Snapshot(),
        ["Clone"] = static tree => tree.Clone(),
        ["BeginBatch"] = static tree => tree.BeginBatch().Dispose(),
    };

    public static TheoryData<string> EveryRefused => [.. Refused.Keys];

    public static TheoryData<string> EveryWrite => [.. Writes.Keys];

    [Theory]
    [MemberData(nameof(EveryRefused))]
    public void A_bad_argument_is_refused_by_name(string write)
    {
        PrefixTree<int> tree = Filled();
        var thrown = Assert.ThrowsAny<ArgumentException>(() => Refused[write](tree));
        Assert.NotNull(thrown.ParamName);
        CheckUnchanged(tree);
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_write_inside_a_batch_is_refused(string write)
    {
        PrefixTree<int> tree = Filled();
        using (tree.BeginBatch()) Assert.Throws<InvalidOperationException>(() => Writes[write](tree));
        CheckUnchanged(tree);
    }

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_write_to_a_tree_of_a_disposed_domain_is_refused(string write)
    {
        var domain = new RcuDomain();
        PrefixTree<int> tree = Filled(new PrefixTreeOptions<int> { Domain = domain });
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Writes[write](tree));
        Assert.Equal(100, tree.LongCount);
    }

    [Fact]
    public void A_factory_that_throws_stores_nothing()
    {
        PrefixTree<int> tree = Filled();
        Assert.Throws<TimeoutException>(() => tree.GetOrAdd("x", static _ => throw new TimeoutException()));
        CheckUnchanged(tree);
    }

    [Fact]
    public void Input_that_throws_loads_nothing()
    {
        PrefixTree<int> tree = Filled();
        Assert.Throws<TimeoutException>(() => tree.Load(Enumerable.Range(0, 10).Select(static i => i < 9 ? new KeyValuePair<string, int>($"{i}", i) : throw new TimeoutException())));
        CheckUnchanged(tree);
    }

    [Fact]
    public void A_message_names_the_position_or_the_key()
    {
        PrefixTree<int> tree = Filled();
        Assert.Contains("position 2", Assert.Throws<ArgumentException>(() => tree.Load(Pairs("a", "b", "aa"))).Message, StringComparison.Ordinal);
        Assert.Contains("position 1", Assert.Throws<ArgumentException>(() => tree.Load(Pairs("a", Lone))).Message, StringComparison.Ordinal);
        Assert.Contains("\"key 7\"", Assert.Throws<ArgumentException>(() => tree.Add("key 7", 0)).Message, StringComparison.Ordinal);
        Assert.Contains("0xFF00", Assert.Throws<KeyNotFoundException>(() => tree[(ReadOnlySpan<byte>)[255, 0]]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentNullException>(static () => new PrefixTree<int>(null!));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PrefixTree<int>(new PrefixTreeOptions<int> { Reserve = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new PrefixTreePool<int>(reserve: -1));
        Assert.Throws<ArgumentException>(static () => new PrefixTree<int>(new PrefixTreeOptions<int> { Pool = new PrefixTreePool<int>(), Reserve = 1 }));
        using var other = new RcuDomain();
        Assert.Throws<ArgumentException>(() => new PrefixTree<int>(new PrefixTreeOptions<int> { Pool = new PrefixTreePool<int>(), Domain = other }));
    }

    /// <summary>What an allocation that fails in the middle of a write leaves behind: nodes made, others noted as unlinked, and nothing published.</summary>
    [Theory]
    [InlineData("key 7")]
    [InlineData("key 33 and more")]
    [InlineData("kez")]
    [InlineData("")]
    public void A_write_that_breaks_off_before_the_store_gives_back_what_it_made(string key)
    {
        PrefixTree<int> tree = Filled();
        for (int round = 0; round < 100; round++)
        {
            using var write = new Nodes.WriteScope(tree.WriterSide);
            tree.WriterSide.Transaction.WorkAside(); // on a root of its own, as far as the last store
            Nodes.Node? aside = ((IPrefixSource)tree).Root;
            tree.WriterSide.Writer.Put(ref aside, Keys.Of(key), round, overwrite: true);
            tree.WriterSide.Writer.RemovePrefix(ref aside, Keys.Of(key));
        }

        CheckUnchanged(tree);
        for (int i = 0; i < 1000; i++) tree[$"key {i}"] = i; // with nodes that were given back
        Assert.True(tree.RemovePrefix("key ") == 1000);
        tree.CheckInvariants();
    }

    private static IEnumerable<KeyValuePair<string, int>> Pairs(params string[] keys) => keys.Select(static key => new KeyValuePair<string, int>(key, 0));

    private static PrefixTree<int> Filled(PrefixTreeOptions<int>? options = null)
    {
        var tree = new PrefixTree<int>(options ?? new PrefixTreeOptions<int>());
        for (int i = 0; i < 100; i++) tree.Add($"key {i}", i);
        return tree;
    }

    private static void CheckUnchanged(PrefixTree<int> tree)
    {
        tree.CheckInvariants();
        Assert.Equal(100, tree.LongCount);
        for (int i = 0; i < 100; i++) Assert.Equal(i, tree[$"key {i}"]);
    }
}
