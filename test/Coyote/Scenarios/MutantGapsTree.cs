using Concurrent;
using Concurrent.Nodes;
using Concurrent.Rcu;
using Exploration.Linearizability;

namespace Exploration.Scenarios;

/// <summary>Mistakes in the tree that the other scenarios leave room for; found by running the mutants.</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// gap-recycled-is-cleared     references left in pooled nodes
/// gap-tick-during-write       open bag sealed without the tree's lock
/// gap-root-comes-back         root leaf that is the root again after the tree has grown and shrunk
/// gap-write-then-read-other   write that returns before it can be seen (TSO)
/// </code>
/// </remarks>
internal static class MutantGapsTree
{
    /// <summary>What waits for re-use in the pool keeps no value alive (R4).</summary>
    [Scenario("gap-recycled-is-cleared")]
    public static void RecycledIsCleared(World world)
    {
        var pool = new BPlusTreePool<long, string>(Given.Domain(world), new NodePoolOptions { BagSize = 1 });
        var tree = new BPlusTree<long, string>(new BPlusTreeOptions<long, string> { Pool = pool, NodeCapacity = 4 });
        tree[10] = "ten";
        tree[20] = "twenty";
        world.Thread("writer", () =>
        {
            tree.TryAdd(15, "fifteen");
            tree.TryRemove(10, out _);
        });
        world.Thread("reader", () => Check.Equal("twenty", tree[20], "the value of 20"));
        world.Finally(() =>
        {
            Bag<LeafNode<long, string>> bag = pool.Leaves.TakeEmpty();
            while (pool.Leaves.TryExchange(ref bag))
            {
                while (bag.TryTake(out LeafNode<long, string>? leaf))
                {
                    foreach (string value in leaf!.Values) Check.That(value is null, "R4: a node in the pool keeps a value alive");
                }
            }
        });
    }

    /// <summary>The reclaimer finds a tree idle just when its writer begins again: the bag that the writer notes its old leaf in is not sealed before the write is published.</summary>
    [Scenario("gap-tick-during-write")]
    public static void TickDuringWrite(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot slot = Given.Slot(domain);
        var options = new NodePoolOptions { BagSize = 4 };
        var core = new TreeCore<long, long>(domain, new NodePool<LeafNode<long, long>>(domain, options), new NodePool<InnerNode<long>>(domain, options), comparer: null, recycle: true, capacity: 4, ownsValues: false);
        Node? root = LeafNode<long, long>.Create();
        Put(10);
        Put(20);
        world.Thread("writer", () =>
        {
            Put(15); // copies the leaf: one node in the open bag
            Put(17);
        });
        world.Thread("reclaimer", () =>
        {
            core.Tick();
            core.Tick(); // nothing came since the first: the bag is sealed
        });
        world.Thread("reader", () =>
        {
            using (slot.Enter())
            {
                Check.That(TreeReader<long, long>.TryGet(ref root, 20, null, out long value), "the key 20 is in the tree throughout and was not found");
                Value.CheckIsOf(20, value);
            }
        });

        void Put(long key)
        {
            using var write = new WriteScope(core);
            core.Writer.Put(ref root, key, Value.Of(key), overwrite: true);
            write.Commit(1);
        }
    }

    /// <summary>The root leaf is full, the tree grows by a level and shrinks again, all under one look at its last entry.</summary>
    [Scenario("gap-root-comes-back")]
    public static void RootComesBack(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20, 30, 40));
        world.Thread("reader", map.Last);
        world.Thread("writer", () =>
        {
            map.TryAdd(50, Value.Of(50));
            map.Set(40, 1); // this value is never that of the last entry
            map.Set(40, 2);
            map.TryRemove(50);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>Two threads each write one tree and then look into the other: at least one of them sees what the other has done.</summary>
    [Scenario("gap-write-then-read-other")]
    public static void WriteThenReadOther(World world)
    {
        BPlusTree<long, long> left = SmallTree.Of(world, 10);
        BPlusTree<long, long> right = SmallTree.Of(world, 10);
        bool seenOnRight = false;
        bool seenOnLeft = false;
        world.Thread("first", () =>
        {
            right.CheckFinds(10); // has a slot from here on: registering would be a fence
            left.TryAdd(20, Value.Of(20));
            seenOnRight = right.Finds(20);
        });
        world.Thread("second", () =>
        {
            left.CheckFinds(10);
            right.TryAdd(20, Value.Of(20));
            seenOnLeft = left.Finds(20);
        });
        world.Finally(() => Check.That(seenOnRight || seenOnLeft, "two writes had returned, and neither thread saw the other's"));
    }
}
