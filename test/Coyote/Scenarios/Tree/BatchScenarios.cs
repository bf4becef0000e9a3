using System;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Batches: all or nothing, for every reader and at every moment (B1).</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// tree-batch-commit      batch storing in place in a published node (overwrite, child slot); batch visible half way (root published with each write)
/// tree-batch-append      batch appending in place to a published leaf
/// tree-batch-structure   batch visible half way while it splits and merges; own node mistaken for a published one and the reverse
/// tree-batch-discard     batch storing in place; discarded batch published; its nodes recycled twice, or the tree's nodes retired with it
/// tree-batch-and-writer  lock released before publish: the other writer's key is lost
/// tree-batch-recycled    replaced nodes retired before the commit; discarded nodes retired
/// </code>
/// </remarks>
internal static class BatchScenarios
{
    /// <summary>Two values change together. Who has seen the new one of either sees the new one of the other.</summary>
    [Scenario("tree-batch-commit")]
    public static void Commit(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch[10] = Value.Newer(10);
            batch[50] = Value.Newer(50);
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            bool first = tree[10] == Value.Newer(10);
            bool second = tree[50] == Value.Newer(50);
            bool again = tree[10] == Value.Newer(10);
            Check.That(!first || second, "half of the batch was visible");
            Check.That(!second || again, "half of the batch was visible");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two keys are added at the end of the last leaf, where a single write would append in place.</summary>
    [Scenario("tree-batch-append")]
    public static void Append(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20);
        world.Thread("writer", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch.TryAdd(30, Value.Of(30));
            batch.TryAdd(40, Value.Of(40));
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            bool first = tree.Finds(30);
            Check.That(!first || tree.Finds(40), "half of the batch was visible");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Keys move from one end of the tree to the other, through splits and merges: there is one of each pair at every moment.</summary>
    [Scenario("tree-batch-structure")]
    public static void Structure(World world)
    {
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50, 60, 70, 80);
        world.Thread("writer", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch.Remove(20);
            batch.TryAdd(75, Value.Of(75));
            batch.Remove(10);
            batch.TryAdd(85, Value.Of(85));
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            bool before = tree.Finds(20);
            Check.That(before || tree.Finds(85), "a key of the batch went before another one came");
            bool after = tree.Finds(75);
            Check.That(!after || !tree.Finds(10), "a key of the batch came before another one went");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A batch is given up, by Dispose: nothing of it was ever visible, and the tree goes on as if it had not been.</summary>
    [Scenario("tree-batch-discard")]
    public static void Discard(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 50);
        world.Thread("writer", () =>
        {
            using (BPlusTree<long, long>.Batch batch = tree.BeginBatch())
            {
                batch[10] = Value.Newer(10);
                batch.TryAdd(40, Value.Of(40));
                batch.TryRemove(20, out _);
            }

            tree.TryAdd(60, Value.Of(60));
            tree.TryRemove(30, out _);
        });
        world.Thread("reader", () =>
        {
            Check.Equal(Value.Of(10), tree[10], "a value of a batch that was given up");
            Check.That(!tree.Finds(40), "a key of a batch that was given up");
            tree.CheckFinds(20);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(4, tree.Count, "entries");
        });
    }

    /// <summary>A batch and another writer: both have written in the end, in whatever order.</summary>
    [Scenario("tree-batch-and-writer")]
    public static void AndWriter(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30);
        world.Thread("batch", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch[10] = Value.Newer(10);
            batch.TryAdd(40, Value.Of(40));
            batch.Commit();
        });
        world.Thread("writer", () => tree.TryAdd(15, Value.Of(15)));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(5, tree.Count, "entries");
            foreach (long key in (ReadOnlySpan<long>)[10, 15, 20, 30, 40]) tree.CheckFinds(key);
            Check.Equal(Value.Newer(10), tree[10], "the value that the batch stored");
        });
    }

    /// <summary>What a batch replaces stays readable until its commit, and beyond for those who are inside.</summary>
    [Scenario("tree-batch-recycled")]
    public static void Recycled(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch.Remove(20);
            batch.TryAdd(60, Value.Of(60));
            batch.TryAdd(15, Value.Of(15));
            batch.Commit();
        });
        world.Thread("reader", () =>
        {
            tree.CheckFinds(10);
            tree.CheckFinds(50);
        });
        world.Finally(tree.CheckInvariants);
    }
}
