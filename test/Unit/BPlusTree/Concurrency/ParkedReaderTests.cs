using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A reader that stays in its section for the whole run: the writer never waits for it, and it never sees a recycled node.</summary>
[Collection(Alone.Name)]
public class ParkedReaderTests
{
    private const int Writes = 400_000;
    private const int Keys = 200;

    [Fact]
    public void A_writer_finishes_hundreds_of_thousands_of_writes_beside_a_parked_reader()
    {
        using var domain = new RcuDomain();
        var tree = Filled(domain);
        using var reader = ParkedReader.Enter(domain, () => Assert.Equal(Keys, new TreeReads<int, Twin>(tree).Ascending().Count));
        Churn(tree);
        tree.CheckInvariants();
        Assert.Equal(Keys, tree.Count);
        var held = domain.GetStatistics();
        Assert.True(held.DroppedNodes > 0, "nothing was dropped: limbo grows without bound, or the run is too short");
        Assert.InRange(held.PendingNodes, 1, 600_000);
        reader.Release();
        domain.Synchronize();
        Churn(tree, Writes / 10);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_reader_parked_in_the_middle_of_a_loop_goes_on_in_a_consistent_world()
    {
        using var domain = new RcuDomain();
        var tree = Filled(domain);
        var readers = new List<ParkedReader>();
        foreach (int parkAt in new[] { 0, 3, 4, 50, 101, 198 })
        {
            readers.Add(ParkedReader.Run(park =>
            {
                int last = -1;
                int permanent = 0;
                foreach (var (key, value) in tree)
                {
                    if (key <= last) Assert.Fail($"{key} after {last}");
                    Assert.True(value.IsWhole, value.ToString());
                    Assert.Equal(key, value.Left % Keys);
                    last = key;
                    if (key % 2 == 0) permanent++;
                    if (key == parkAt) park();
                }

                Assert.Equal(Keys / 2, permanent);
            }));
            readers.Add(ParkedReader.Run(park =>
            {
                int last = Keys;
                foreach (var (key, value) in tree.EnumerateDescending())
                {
                    if (key >= last) Assert.Fail($"{key} after {last}");
                    Assert.True(value.IsWhole, value.ToString());
                    Assert.Equal(key, value.Left % Keys);
                    last = key;
                    if (key == parkAt) park();
                }

                Assert.Equal(0, last);
            }));
        }

        OddsComeAndGo(tree);
        foreach (var reader in readers) reader.Release();
        tree.CheckInvariants();
        domain.Synchronize();
    }

    [Fact]
    public void A_snapshot_held_beside_the_same_writes_is_still_exact()
    {
        using var domain = new RcuDomain();
        var tree = Filled(domain);
        var snapshot = tree.Snapshot();
        using var reader = ParkedReader.Enter(domain);
        Churn(tree);
        reader.Release();
        Churn(tree, Writes / 10);
        Assert.Equal(Enumerable.Range(0, Keys).Select(key => KeyValuePair.Create(key, Twin.Of(key))), new SnapshotReads<int, Twin>(snapshot).Ascending());
    }

    [Fact]
    public void Readers_that_come_and_go_beside_a_parked_one_are_not_disturbed()
    {
        using var domain = new RcuDomain();
        var tree = Filled(domain);
        using var parked = ParkedReader.Enter(domain);
        using var crew = new Crew();
        crew.Add("writer", () => Churn(tree));
        crew.AddUntilDone("reader", () =>
        {
            int permanent = 0;
            foreach (var (key, value) in tree)
            {
                Assert.True(value.IsWhole, value.ToString());
                Assert.Equal(key, value.Left % Keys);
                if (key % 2 == 0) permanent++;
            }

            Assert.Equal(Keys / 2, permanent);
        });
        crew.Join();
        parked.Release();
    }

    private static BPlusTree<int, Twin> Filled(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        for (int key = 0; key < Keys; key++) tree.Add(key, Twin.Of(key));
        return tree;
    }

    /// <summary>Overwrites (which copy the leaf) and add-remove pairs of odd keys (which split and merge). All keys are there in the end.</summary>
    private static void Churn(BPlusTree<int, Twin> tree, int writes = Writes)
    {
        var random = new Random(3);
        for (int i = 0; i < writes; i++)
        {
            int key = random.Next(Keys);
            if (i % 2 == 0 && key % 2 == 1)
            {
                Assert.True(tree.Remove(key));
                Assert.True(tree.TryAdd(key, Twin.Of(key)));
            }
            else
            {
                tree[key] = Twin.Of((long)i * Keys + key);
            }
        }
    }

    private static void OddsComeAndGo(BPlusTree<int, Twin> tree)
    {
        for (int round = 0; round < 1_000; round++)
        {
            for (int key = 1; key < Keys; key += 2) Assert.True(tree.Remove(key));
            for (int key = 0; key < Keys; key += 2) tree[key] = Twin.Of((long)round * Keys + key);
            for (int key = 1; key < Keys; key += 2) Assert.True(tree.TryAdd(key, Twin.Of(key)));
        }
    }
}
