using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Loops over an open batch, whose nodes change in place under the loop.</summary>
public class BatchLoopTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_body_of_a_loop_over_a_batch_may_remove_the_current_key(int capacity)
    {
        foreach (bool descending in new[] { false, true })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(200));
            using (var batch = tree.BeginBatch())
            {
                var seen = new List<int>();
                if (descending)
                {
                    foreach (var entry in batch.EnumerateDescending(KeyRange<int>.All))
                    {
                        seen.Add(entry.Key);
                        Assert.True(batch.Remove(entry.Key));
                    }

                    seen.Reverse();
                }
                else
                {
                    foreach (var entry in batch)
                    {
                        seen.Add(entry.Key);
                        Assert.True(batch.Remove(entry.Key));
                    }
                }

                Assert.Equal(TreeOf.Keys(200), seen);
                Assert.Equal(0, batch.Count);
                TreeAssert.ReadsTens(tree, TreeOf.Keys(200));
                batch.Commit();
            }

            TreeAssert.HoldsTens(tree);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_body_of_a_loop_over_a_batch_may_add_and_overwrite_around_it(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100, step: 4));
        using (var batch = tree.BeginBatch())
        {
            var seen = new List<int>();
            foreach (var (key, value) in batch.EnumerateRange(KeyRange<int>.AtLeast(0)))
            {
                Assert.Equal(key * 10, value);
                seen.Add(key);
                if (key % 4 != 0) continue;
                batch[key] = value;
                batch[key - 1] = (key - 1) * 10;
                batch[key + 2] = (key + 2) * 10;
            }

            // A batch is read by the one thread that writes it: what is added ahead is seen.
            Assert.Equal(TreeOf.Keys(400).Where(key => key % 4 is 0 or 2), seen.Where(key => key % 4 is 0 or 2));
            Assert.Equal(seen.Distinct().Order(), seen);
            batch.Commit();
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(400, first: -1).Where(key => key % 4 != 1 && key != 399));
    }

    [Fact]
    public void A_loop_over_a_batch_that_ends_meanwhile_stops_or_throws_but_invents_nothing()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        var seen = new List<int>();
        Exception? thrown = null;
        var batch = tree.BeginBatch();
        try
        {
            batch.Remove(50);
            foreach (var entry in batch)
            {
                seen.Add(entry.Key);
                if (entry.Key == 40) batch.Dispose();
            }
        }
        catch (InvalidOperationException e)
        {
            thrown = e;
        }
        finally
        {
            batch.Dispose();
        }

        Assert.True(thrown is not null || seen.Count is 41 or 99, $"saw {seen.Count} entries");
        Assert.Equal(TreeOf.Keys(41), seen.Take(41));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100));
    }

    [Fact]
    public void A_range_of_a_batch_that_has_ended_is_refused()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var batch = tree.BeginBatch();
        var range = batch.EnumerateRange(KeyRange<int>.All);
        batch.Dispose();
        Assert.Throws<InvalidOperationException>(() => range.Count());
        Assert.Throws<InvalidOperationException>(() =>
        {
            foreach (var entry in range) Assert.Fail($"saw {entry}");
        });
    }
}
