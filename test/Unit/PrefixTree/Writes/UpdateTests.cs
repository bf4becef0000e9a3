using System;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Prefixes;

using Crew = Concurrent.Unit.Trees.Crew;

/// <summary>Writes that depend on what is there.</summary>
public sealed class UpdateTests
{
    [Fact]
    public void TryUpdate_replaces_only_what_is_there()
    {
        var tree = new PrefixTree<string> { { "a", "1" } };
        Assert.True(tree.TryUpdate("a", "2"));
        Assert.False(tree.TryUpdate("b", "2"));
        Assert.True(tree.TryUpdate("a"u8, "3"));
        Assert.Equal("3", tree["a"]);
        Assert.Equal(1, tree.LongCount);
    }

    [Fact]
    public void TryUpdate_with_a_comparison_value_compares_values_by_their_equality()
    {
        var tree = new PrefixTree<string> { { "a", "one" } };
        Assert.False(tree.TryUpdate("a", "two", "none"));
        Assert.True(tree.TryUpdate("a", "two", string.Concat("on", "e")));
        Assert.False(tree.TryUpdate("b"u8, "two", "one"));
        Assert.Equal("two", tree["a"]);
        Assert.False(tree.TryRemove("a", "one"));
        Assert.True(tree.TryRemove("a"u8, "two"));
        Assert.False(tree.TryRemove("a", "two"));
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void Store_hands_out_what_was_there()
    {
        var tree = new PrefixTree<int>();
        Assert.False(tree.Store("a", 1, out int old));
        Assert.Equal(0, old);
        Assert.True(tree.Store("a"u8, 2, out old));
        Assert.Equal(1, old);
    }

    [Fact]
    public void GetOrAdd_runs_the_factory_only_for_a_key_that_is_not_there()
    {
        var tree = new PrefixTree<int>();
        Assert.Equal(1, tree.GetOrAdd("a", 1));
        Assert.Equal(1, tree.GetOrAdd("a"u8, 2));
        Assert.Equal(1, tree.GetOrAdd("a", static _ => throw new InvalidOperationException()));
        Assert.Equal(3, tree.GetOrAdd("bbb", static key => key.Length));
        Assert.Equal(4, tree.GetOrAdd("c"u8, static (key, three) => key.Length + three, 3));
        Assert.Equal(4, tree.GetOrAdd("c", static (_, five) => five, 5));
        Assert.Equal(3, tree.Count);
    }

    [Fact]
    public void A_factory_and_an_equality_run_outside_the_lock()
    {
        var tree = new PrefixTree<object>();
        Assert.Equal("made", tree.GetOrAdd("a", _ =>
        {
            Crew.OnAnotherThread(() => tree["b"] = 1); // would hang under the lock
            return "made";
        }));
        tree["c"] = new Meddler(() => Crew.OnAnotherThread(() => tree["d"] = 1));
        Assert.True(tree.TryUpdate("c", 5, new Meddler(static () => { })));
        Assert.Equal(4, tree.Count);
    }

    [Fact]
    public void A_value_that_changes_during_the_comparison_is_compared_again()
    {
        var tree = new PrefixTree<object>();
        int comparisons = 0;
        tree["a"] = new Meddler(() =>
        {
            comparisons++;
            tree["a"] = "other";
        });
        Assert.False(tree.TryUpdate("a", "new", new Meddler(static () => { })));
        Assert.Equal((1, "other"), (comparisons, tree["a"]));
    }

    /// <summary>Equal to every other one, after it has done something.</summary>
    private sealed class Meddler(Action meddle)
    {
        public override bool Equals(object? obj)
        {
            meddle();
            return obj is Meddler;
        }

        public override int GetHashCode() => 0;
    }
}
