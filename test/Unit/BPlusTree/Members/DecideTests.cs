using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A function decides what becomes of an entry.</summary>
public class DecideTests
{
    [Fact]
    public void A_present_entry_is_kept_replaced_or_removed_as_the_function_says()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.False(tree.TryUpdateOrRemove(1, (key, value) => key == 1 && value == 10 ? EntryChange<int>.Keep : throw new PlantedException()));
        Assert.True(tree.TryUpdateOrRemove(2, (_, value) => EntryChange<int>.Set(value + 1)));
        Assert.True(tree.TryUpdateOrRemove(3, static (_, value, limit) => value < limit ? EntryChange<int>.Remove : default, 31));
        Assert.False(tree.TryUpdateOrRemove(3, (_, _) => throw new PlantedException()));
        TreeAssert.Matches(tree, new SortedDictionary<int, int> { [1] = 10, [2] = 21 });
    }

    [Fact]
    public void An_absent_key_is_added_or_left_absent_as_the_function_says()
    {
        var tree = TreeOf.Tens(1);
        Assert.False(tree.AddUpdateOrRemove(2, _ => default, (_, _) => throw new PlantedException()));
        Assert.False(tree.AddUpdateOrRemove(2, _ => EntryChange<int>.Remove, (_, _) => throw new PlantedException()));
        Assert.True(tree.AddUpdateOrRemove(2, key => EntryChange<int>.Set(key * 10), (_, _) => throw new PlantedException()));
        Assert.True(tree.AddUpdateOrRemove(1, static (_, _) => throw new PlantedException(), static (_, value, add) => EntryChange<int>.Set(value + add), 5));
        Assert.True(tree.AddUpdateOrRemove(2, _ => throw new PlantedException(), (_, _) => EntryChange<int>.Remove));
        TreeAssert.Matches(tree, new SortedDictionary<int, int> { [1] = 15 });
    }

    [Fact]
    public void A_function_whose_entry_changes_meanwhile_is_asked_again()
    {
        var tree = TreeOf.Empty<int, Twin>();
        tree[1] = Twin.Of(1);
        var seen = new List<long>();
        Assert.True(tree.TryUpdateOrRemove(1, (_, value) =>
        {
            seen.Add(value.Left);
            if (seen.Count < 3) tree[1] = Twin.Of(10 * value.Left);
            return EntryChange<Twin>.Set(Twin.Of(value.Left + 1));
        }));
        Assert.Equal([1, 10, 100], seen);
        Assert.Equal(Twin.Of(101), tree[1]);

        // It goes away meanwhile: an entry that is not there is not decided about; one that comes meanwhile is.
        Assert.False(tree.TryUpdateOrRemove(1, (_, _) =>
        {
            tree.Remove(1);
            return EntryChange<Twin>.Set(Twin.Of(5));
        }));
        Assert.True(tree.IsEmpty);
        Assert.True(tree.AddUpdateOrRemove(
            1,
            _ =>
            {
                tree[1] = Twin.Of(7);
                return EntryChange<Twin>.Set(Twin.Of(8));
            },
            (_, value) => EntryChange<Twin>.Set(Twin.Of(value.Left + 100))));
        Assert.Equal(Twin.Of(107), tree[1]);
    }

    [Fact]
    public void Counters_of_many_threads_lose_no_step_and_end_where_they_began()
    {
        var tree = TreeOf.Empty<int, int>();
        using var crew = new Crew();
        for (int i = 0; i < 3; i++)
        {
            crew.Add($"counter {i}", () =>
            {
                for (int step = 0; step < 4_000; step++)
                {
                    tree.AddUpdateOrRemove(step % 5, static _ => EntryChange<int>.Set(1), static (_, uses) => EntryChange<int>.Set(uses + 1));
                    Assert.True(tree.TryUpdateOrRemove(step % 5, static (_, uses) => uses > 1 ? EntryChange<int>.Set(uses - 1) : EntryChange<int>.Remove));
                }
            });
        }

        crew.Join();
        TreeAssert.HoldsTens(tree);
    }

    [Fact]
    public void Misuse_is_refused_and_changes_nothing()
    {
        var tree = TreeOf.Empty<string, int>();
        tree["a"] = 1;
        Assert.Throws<ArgumentNullException>("key", () => tree.TryUpdateOrRemove(null!, (_, _) => default));
        Assert.Throws<ArgumentNullException>("key", () => tree.AddUpdateOrRemove(null!, _ => default, (_, _) => default));
        Assert.Throws<ArgumentNullException>("decide", () => tree.TryUpdateOrRemove("a", null!));
        Assert.Throws<ArgumentNullException>("decide", () => tree.TryUpdateOrRemove("a", null!, 1));
        Assert.Throws<ArgumentNullException>("whenAbsent", () => tree.AddUpdateOrRemove("a", null!, (_, _) => default));
        Assert.Throws<ArgumentNullException>("whenPresent", () => tree.AddUpdateOrRemove("a", _ => default, null!));
        Assert.Throws<ArgumentNullException>("whenAbsent", () => tree.AddUpdateOrRemove("a", null!, (_, _, _) => default, 1));
        Assert.Throws<ArgumentNullException>("whenPresent", () => tree.AddUpdateOrRemove("a", (_, _) => default, null!, 1));
        Assert.Throws<PlantedException>(() => tree.TryUpdateOrRemove("a", (_, _) => throw new PlantedException()));
        Assert.Throws<PlantedException>(() => tree.AddUpdateOrRemove("b", _ => throw new PlantedException(), (_, _) => default));
        using (tree.BeginBatch())
        {
            Assert.Throws<InvalidOperationException>(() => tree.TryUpdateOrRemove("absent", (_, _) => default));
            Assert.Throws<InvalidOperationException>(() => tree.AddUpdateOrRemove("absent", _ => default, (_, _) => default));
        }

        TreeAssert.Matches(tree, new SortedDictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 });
    }
}
