using System;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Values that belong to the tree: disposed once, and not before the last reader and the last snapshot that may see them (V1).</summary>
/// <remarks>
/// <code>
/// scenario                mutants it is meant to catch
/// owned-replace           value disposed without a grace period
/// owned-unprotected       read outside of a section allowed
/// owned-snapshot          snapshot that holds back one write too few
/// owned-two-snapshots     newest snapshot asked instead of the oldest
/// owned-late-snapshot     snapshot that holds back what it does not see
/// owned-release           release that looks before it is over: never disposed
/// owned-take-all          result of TakeAll that protects nothing
/// owned-discard           what a discarded batch removed is disposed
/// owned-lease             enumerator whose lease is not counted
/// owned-same-again        same value stored again taken for a replacement
/// owned-two-writers       value of a lost race disposed twice, or never
/// owned-get-or-add        value made in vain forgotten
/// owned-merge             snapshot of the victim forgotten
/// </code>
/// </remarks>
internal static class OwnedScenarios
{
    /// <summary>A value is replaced, and another one removed, under a reader that has found them.</summary>
    [Scenario("owned-replace")]
    public static void Replace(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("reader", () =>
        {
            owned.Use(10);
            owned.Use(20);
        });
        world.Thread("writer", () =>
        {
            owned.Tree[10] = owned.Make();
            owned.Tree.Remove(20);
        });
        world.Finally(owned.CheckEnd);
    }

    /// <summary>A reader that forgot the section is told so; it never gets to use a value that may be disposed under it.</summary>
    [Scenario("owned-unprotected")]
    public static void Unprotected(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10);
        world.Thread("reader", () =>
        {
            try
            {
                if (owned.Tree.TryGetValue(10, out Resource? value)) value.Use();
            }
            catch (InvalidOperationException)
            {
            }
        });
        world.Thread("writer", () => owned.Tree[10] = owned.Make());
        world.Finally(owned.CheckEnd);
    }

    /// <summary>Values are removed and replaced just when a snapshot is taken: those it sees live as long as it does.</summary>
    [Scenario("owned-snapshot")]
    public static void Snapshot(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("writer", () =>
        {
            owned.Tree.Remove(10);
            owned.Tree[20] = owned.Make();
        });
        world.Thread("taker", () =>
        {
            using BPlusTreeSnapshot<long, Resource> snapshot = owned.Tree.Snapshot();
            UseAll(snapshot);
        });
        world.Finally(owned.CheckEnd);
    }

    /// <summary>Two snapshots, one perhaps from before the removal and one from after it, released in whatever order.</summary>
    [Scenario("owned-two-snapshots")]
    public static void TwoSnapshots(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10);
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"taker {i}", () =>
            {
                using BPlusTreeSnapshot<long, Resource> snapshot = owned.Tree.Snapshot();
                UseAll(snapshot);
            });
        }

        world.Thread("writer", () => owned.Tree.Remove(10));
        world.Finally(owned.CheckEnd);
    }

    /// <summary>A snapshot that was taken after a removal does not hold it back.</summary>
    [Scenario("owned-late-snapshot")]
    public static void LateSnapshot(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("writer", () =>
        {
            owned.Tree.Remove(10);
            using BPlusTreeSnapshot<long, Resource> late = owned.Tree.Snapshot();
            owned.Domain.Barrier();
            Check.That(owned[0].IsDisposed, "V1: a value that no snapshot sees is held back");
            UseAll(late);
        });
        world.Finally(owned.CheckEnd);
    }

    /// <summary>A snapshot is released while the grace period of what it holds back ends: one of the two goes on with it.</summary>
    [Scenario("owned-release")]
    public static void Release(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10);
        BPlusTreeSnapshot<long, Resource> snapshot = owned.Tree.Snapshot();
        world.Thread("writer", () => owned.Tree.Remove(10));
        world.Thread("owner", snapshot.Dispose);
        world.Finally(owned.CheckEnd);
    }

    /// <summary>Everything is taken, looked at and let go of, under a reader.</summary>
    [Scenario("owned-take-all")]
    public static void TakeAll(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("reader", () => owned.Use(10));
        world.Thread("taker", () =>
        {
            using (BPlusTreeSnapshot<long, Resource> all = owned.Tree.TakeAll()) UseAll(all);
            owned.Tree[10] = owned.Make();
            owned.Tree.Clear();
        });
        world.Finally(owned.CheckEnd);
    }

    /// <summary>A batch takes out and puts in, and is discarded: what it took out is in the tree as if nothing had happened.</summary>
    [Scenario("owned-discard")]
    public static void Discard(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("reader", () =>
        {
            owned.Use(10);
            owned.Use(20);
        });
        world.Thread("writer", () =>
        {
            using BPlusTree<long, Resource>.Batch batch = owned.Tree.BeginBatch();
            batch.Remove(10);
            batch[20] = owned.Make();
            batch[30] = owned.Make();
        });
        world.Finally(() =>
        {
            Check.Equal(2, owned.Tree.Count, "entries");
            Check.That(!owned[0].IsDisposed && !owned[1].IsDisposed, "V1: a discarded batch disposed what it had removed");
            owned.CheckEnd();
        });
    }

    /// <summary>A snapshot is disposed while somebody enumerates it, or is about to: he is turned away, or finishes first.</summary>
    [Scenario("owned-lease")]
    public static void Lease(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        BPlusTreeSnapshot<long, Resource> snapshot = owned.Tree.Snapshot();
        owned.Tree.Clear();
        world.Thread("reader", () =>
        {
            try
            {
                UseAll(snapshot);
            }
            catch (ObjectDisposedException)
            {
            }
        });
        world.Thread("owner", snapshot.Dispose);
        world.Finally(owned.CheckEnd);
    }

    /// <summary>The value that is there is stored again, by a single write and by a batch: it stays.</summary>
    [Scenario("owned-same-again")]
    public static void SameAgain(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10, 20);
        world.Thread("reader", () =>
        {
            owned.Use(10);
            owned.Use(20);
        });
        world.Thread("writer", () =>
        {
            owned.Tree[10] = owned[0];
            using BPlusTree<long, Resource>.Batch batch = owned.Tree.BeginBatch();
            batch.Remove(20);
            batch[20] = owned[1];
            batch.Commit();
        });
        world.Finally(owned.CheckEnd);
    }

    /// <summary>Two writers replace the value of the same key, one of them by a function of what is there, and a third party removes it.</summary>
    [Scenario("owned-two-writers")]
    public static void TwoWriters(World world)
    {
        var owned = new OwnedTree(Given.Domain(world), 10);
        world.Thread("setter", () => owned.Tree[10] = owned.Make());
        world.Thread("updater", () =>
        {
            using ReadSection section = owned.Domain.EnterRead();
            Resource given = owned.Make();
            owned.Tree.AddOrUpdate(10, given, (_, old) =>
            {
                old.Use();
                return owned.Make();
            }).Use();
        });
        world.Thread("remover", () => owned.Tree.Remove(10));
        world.Finally(owned.CheckEnd);
    }

    /// <summary>Two threads make the value of an absent key: one is stored, the other's is disposed, and both use the one that is stored.</summary>
    [Scenario("owned-get-or-add")]
    public static void GetOrAdd(World world)
    {
        var owned = new OwnedTree(Given.Domain(world));
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"thread {i}", () =>
            {
                using ReadSection section = owned.Domain.EnterRead();
                owned.Tree.GetOrAdd(10, _ => owned.Make()).Use();
            });
        }

        world.Finally(owned.CheckEnd);
    }

    /// <summary>What moved to another tree and leaves that is still seen by a snapshot of the one it came from.</summary>
    [Scenario("owned-merge")]
    public static void Merge(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var target = new OwnedTree(domain);
        var victim = new OwnedTree(domain, 10);
        world.Thread("merger", () =>
        {
            target.Tree.MergeFrom(victim.Tree);
            target.Tree.Remove(10);
        });
        world.Thread("taker", () =>
        {
            using BPlusTreeSnapshot<long, Resource> snapshot = victim.Tree.Snapshot();
            UseAll(snapshot);
        });
        world.Finally(() =>
        {
            target.CheckEnd();
            victim.CheckEnd();
        });
    }

    private static void UseAll(BPlusTreeSnapshot<long, Resource> snapshot)
    {
        foreach ((_, Resource value) in snapshot) value.Use();
    }
}
