using System.Threading;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What other threads see of a batch, and what they wait for.</summary>
public class BatchVisibilityTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_thread_sees_nothing_of_an_open_batch_and_all_or_nothing_of_it_afterwards(bool commit)
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        using (var batch = tree.BeginBatch())
        {
            for (int key = 0; key < 100; key += 2) Assert.True(batch.Remove(key));
            for (int key = 100; key < 150; key++) Assert.True(batch.TryAdd(key, key * 10));
            Crew.OnAnotherThread(() => TreeAssert.ReadsTens(tree, TreeOf.Keys(100)));
            if (commit) batch.Commit();
        }

        int[] after = commit ? [.. TreeOf.Keys(50, first: 1, step: 2), .. TreeOf.Keys(50, first: 100)] : TreeOf.Keys(100);
        Crew.OnAnotherThread(() => TreeAssert.HoldsTens(tree, after));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_write_of_another_thread_waits_for_the_batch_and_finds_what_it_left(bool commit)
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        using var started = new ManualResetEventSlim(false);
        bool added = false;
        bool removed = false;
        int returned = 0;
        var writer = new Thread(() =>
        {
            started.Set();
            // The batch adds 100 and removes 5: who waits for it gets the answers that follow from its end.
            added = tree.TryAdd(100, 1000);
            Volatile.Write(ref returned, 1);
            removed = tree.Remove(5);
        })
        { IsBackground = true };
        using (var batch = tree.BeginBatch())
        {
            writer.Start();
            started.Wait();
            Assert.True(batch.Remove(5));
            for (int key = 300; key < 5_000; key++) Assert.True(batch.TryAdd(key, key * 10));
            for (int key = 300; key < 5_000; key++) Assert.True(batch.Remove(key));
            Assert.True(batch.TryAdd(100, 1000));
            Assert.False(tree.ContainsKey(100));
            Assert.Equal(0, Volatile.Read(ref returned));
            if (commit) batch.Commit();
        }

        Assert.True(writer.Join(240_000), "the writer hangs");
        Assert.Equal(!commit, added);
        Assert.Equal(!commit, removed);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(101).Where(key => key != 5));
    }

    [Fact]
    public void A_snapshot_of_another_thread_waits_for_the_batch_and_has_all_of_it()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        using var started = new ManualResetEventSlim(false);
        BPlusTreeSnapshot<int, int>? snapshot = null;
        var taker = new Thread(() =>
        {
            started.Set();
            snapshot = tree.Snapshot();
        })
        { IsBackground = true };
        using (var batch = tree.BeginBatch())
        {
            taker.Start();
            started.Wait();
            for (int key = 0; key < 100; key++) batch[key] = -1;
            Assert.Null(Volatile.Read(ref snapshot));
            batch.Commit();
        }

        Assert.True(taker.Join(240_000), "the taker hangs");
        Assert.Equal(100, snapshot!.Count);
        Assert.All(snapshot, entry => Assert.Equal(-1, entry.Value));
    }

    [Fact]
    public void Batches_of_several_threads_take_turns()
    {
        var tree = TreeOf.Empty<int, int>();
        using var crew = new Crew();
        for (int member = 0; member < 3; member++)
        {
            crew.Add($"batch writer {member}", () =>
            {
                for (int i = 0; i < 500; i++)
                {
                    using var batch = tree.BeginBatch();
                    for (int key = 0; key < 10; key++)
                    {
                        batch.TryGetValue(key, out int value);
                        batch[key] = value + 1;
                    }

                    if (i % 5 != 0) batch.Commit();
                }
            });
        }

        crew.Join();
        tree.CheckInvariants();
        Assert.Equal(10, tree.Count);
        Assert.All(new TreeReads<int, int>(tree).Ascending(), entry => Assert.Equal(3 * 400, entry.Value));
    }
}
