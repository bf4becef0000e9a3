using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>One tree over a long life, long enough that its nodes are recycled many times, against the model.</summary>
[Collection(Alone.Name)]
public class LongRunTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    [InlineData(TreeOf.FullCapacity, 3)]
    public void A_tree_of_16_byte_values_agrees_with_the_model_all_its_life(int capacity, int seed)
        => Live(value => Twin.Of(value), capacity, seed);

    [Theory]
    [InlineData(4, 4)]
    [InlineData(TreeOf.FullCapacity, 5)]
    public void A_tree_of_references_agrees_with_the_model_all_its_life(int capacity, int seed)
        => Live(value => $"value {value}", capacity, seed);

    private static void Live<TValue>(Func<int, TValue> valueOf, int capacity, int seed)
    {
        const int Steps = 120_000;
        int keySpace = capacity == TreeOf.FullCapacity ? 3_000 : 400;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, TValue>(capacity, domain: domain);
        var model = new SortedDictionary<int, TValue>();
        var snapshots = new Queue<(BPlusTreeSnapshot<int, TValue> Snapshot, Expected<int, TValue> Expected)>();
        var random = new Random(seed);
        for (int step = 0; step < Steps; step++)
        {
            // Growing and shrinking phases of ten thousand steps: the tree gets tall, then nearly empty.
            bool grows = step / 10_000 % 2 == 0;
            int key = random.Next(keySpace);
            if (random.Next(10) < (grows ? 7 : 3))
            {
                tree[key] = model[key] = valueOf(step);
            }
            else
            {
                Assert.Equal(model.Remove(key, out var expected), tree.TryRemove(key, out var removed));
                Assert.Equal(expected, removed);
            }

            if (step % 1_500 == 0)
            {
                snapshots.Enqueue((tree.Snapshot(), new(model)));
                if (snapshots.Count > 10)
                {
                    var (snapshot, moment) = snapshots.Dequeue();
                    TreeAssert.Matches(snapshot, moment);
                }
            }

            if (step % 997 == 0) TreeAssert.Matches(tree, model);
        }

        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
        TreeAssert.Matches(tree, model);
        foreach (var (snapshot, moment) in snapshots) TreeAssert.Matches(snapshot, moment);
    }
}
