using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A comparer that calls back into the tree while the tree holds its lock gets an exception, not a hang (W1).</summary>
public class ReentryTests
{
    /// <summary>Calls that need the writer lock, or wait for readers, for a key of their own.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<int, int>>> Calls = new()
    {
        ["TryAdd"] = tree => tree.TryAdd(1000, 0),
        ["set"] = tree => tree[1000] = 0,
        // A key that is there needs no lock, so each call asks for a new one.
        ["GetOrAdd"] = tree => tree.GetOrAdd(Interlocked.Increment(ref s_fresh), 0),
        ["AddOrUpdate"] = tree => tree.AddOrUpdate(1000, 0, (_, old) => old),
        ["TryUpdate"] = tree => tree.TryUpdate(10, 100),
        ["TryRemove"] = tree => tree.TryRemove(1000, out _),
        ["Clear"] = tree => tree.Clear(),
        ["Drain"] = tree => tree.Drain(0, static (_, _, _, _) => { }),
        ["MergeFrom"] = tree => tree.MergeFrom(TreeOf.Tens(4, tree.Comparer, Interlocked.Increment(ref s_fresh))),
        ["Snapshot"] = tree => tree.Snapshot(),
        ["BeginBatch"] = tree =>
        {
            using var batch = tree.BeginBatch();
            batch.TryAdd(1000, 0);
        },
        ["TryBeginBatch"] = tree =>
        {
            tree.TryBeginBatch(TimeSpan.Zero, out var batch);
            batch.Dispose();
        },
        ["TryUpdateOrRemove"] = tree => tree.TryUpdateOrRemove(3001, (_, _) => default),
        ["AddUpdateOrRemove"] = tree => tree.AddUpdateOrRemove(3001, _ => default, (_, _) => default),
        ["TryRemoveFirstUpTo"] = tree => tree.TryRemoveFirstUpTo(-5, out _, out _),
        ["RemoveRange"] = tree => tree.RemoveRange(KeyRange<int>.AtLeast(3000)),
        ["AddRange"] = tree => tree.AddRange([new(Interlocked.Increment(ref s_fresh), 0)]),
        ["TryAddRange"] = tree => tree.TryAddRange([new(Interlocked.Increment(ref s_fresh), 0)]),
        ["SetRange"] = tree => tree.SetRange([new(Interlocked.Increment(ref s_fresh), 0)]),
        ["Clone"] = tree => tree.Clone(),
        ["Synchronize"] = tree => tree.Domain.Synchronize(),
        ["Barrier"] = tree => tree.Domain.Barrier(),
    };

    private static int s_fresh = 2_000;

    /// <summary>Writes whose every compare happens under the writer lock or in a read before it.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<int, int>>> Writes = new()
    {
        ["TryAdd"] = tree => Assert.True(tree.TryAdd(51, 510)),
        ["set"] = tree => tree[51] = 510,
        ["TryRemove"] = tree => Assert.True(tree.TryRemove(50, out _)),
        ["TryUpdate"] = tree => Assert.True(tree.TryUpdate(50, 501)),
        ["GetOrAdd"] = tree => Assert.Equal(510, tree.GetOrAdd(51, 510)),
        ["AddOrUpdate"] = tree => Assert.Equal(510, tree.AddOrUpdate(51, 510, (_, old) => old)),
        ["batch"] = tree =>
        {
            using var batch = tree.BeginBatch();
            Assert.True(batch.TryAdd(51, 510));
            batch.Commit();
        },
    };

    public static TheoryData<string> EveryCall => [.. Calls.Keys];

    public static TheoryData<string> EveryWrite => [.. Writes.Keys];

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void A_comparer_that_calls_back_under_the_lock_gets_an_exception(string call)
        => Crew.OnAnotherThread(() =>
        {
            using var domain = new RcuDomain();
            var comparer = new CallingComparer();
            var tree = Tens(comparer, domain);
            int refused = 0;
            comparer.Call = () =>
            {
                Assert.Throws<InvalidOperationException>(() => Calls[call](tree));
                refused++;
            };
            using (var batch = tree.BeginBatch())
            {
                // Inside a batch the lock is held for certain.
                Assert.True(batch.TryAdd(51, 510));
                batch.Commit();
            }

            comparer.Call = null;
            Assert.True(refused > 0, "the comparer was never asked");
            TreeAssert.HoldsTens(tree, [.. TreeOf.Keys(60, step: 2), 51]);
        });

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void Every_write_survives_a_comparer_that_calls_back(string write)
        => Crew.OnAnotherThread(() =>
        {
            foreach (string call in Calls.Keys.Where(name => name is not ("Clear" or "Drain" or "MergeFrom")))
            {
                using var domain = new RcuDomain();
                var comparer = new CallingComparer();
                var tree = Tens(comparer, domain);
                int refused = 0;
                comparer.Call = () =>
                {
                    // A compare in a read before the lock was taken may well be allowed to write; one under the lock must be refused.
                    try
                    {
                        Calls[call](tree);
                    }
                    catch (InvalidOperationException)
                    {
                        refused++;
                    }
                };
                Writes[write](tree);
                comparer.Call = null;
                Assert.True(refused > 0, $"{call} inside {write} was never refused");
                tree.CheckInvariants();
                domain.Synchronize();
                foreach (var entry in tree.EnumerateRange(KeyRange<int>.AtLeast(1000))) Assert.True(tree.Remove(entry.Key));
                Assert.Equal(write switch { "TryRemove" => 59, "TryUpdate" => 60, _ => 61 }, tree.Count);
            }
        });

    [Fact]
    public void An_exception_of_a_refused_call_that_the_comparer_lets_through_ends_the_write_unchanged()
        => Crew.OnAnotherThread(() =>
        {
            var comparer = new CallingComparer();
            var tree = Tens(comparer, RcuDomain.Default);
            comparer.Call = () => tree.Snapshot();
            Assert.Throws<InvalidOperationException>(() =>
            {
                using var batch = tree.BeginBatch();
                batch.TryAdd(51, 510);
            });
            comparer.Call = null;
            TreeAssert.HoldsTens(tree, TreeOf.Keys(60, step: 2));
            Assert.True(tree.TryAdd(51, 510));
        });

    [Fact]
    public void A_comparer_may_read_the_tree_it_orders()
        => Crew.OnAnotherThread(() =>
        {
            var comparer = new CallingComparer();
            var tree = Tens(comparer, RcuDomain.Default);
            int reads = 0;
            comparer.Call = () =>
            {
                Assert.Equal(100, tree[10]);
                Assert.True(tree.TryGetFloor(21, out int floor, out _));
                Assert.Equal(20, floor);
                Assert.Equal(60, new TreeReads<int, int>(tree).Ascending().Count);
                reads++;
            };
            Assert.True(tree.TryUpdate(50, 500));
            Assert.False(tree.TryAdd(50, 0));
            comparer.Call = null;
            Assert.True(reads > 0);
            TreeAssert.HoldsTens(tree, TreeOf.Keys(60, step: 2));
        });

    [Fact]
    public void Factories_and_visitors_run_outside_the_lock_and_may_do_everything()
        => Crew.OnAnotherThread(() =>
        {
            foreach (var call in Calls.Values)
            {
                using var domain = new RcuDomain();
                var tree = Tens(null, domain);
                tree.GetOrAdd(51, _ =>
                {
                    call(tree);
                    return 510;
                });
                tree.AddOrUpdate(51, _ => 510, (_, _) =>
                {
                    call(tree);
                    return 510;
                });
                Assert.Equal(510, tree[51]);
                tree.CheckInvariants();
            }
        });

    private static BPlusTree<int, int> Tens(IComparer<int>? comparer, RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, int>(4, comparer, domain);
        foreach (int key in TreeOf.Keys(60, step: 2)) tree.Add(key, key * 10);
        return tree;
    }
}
