using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>A B+ tree that owns its values, with all the ways in which a value can go.</summary>
internal sealed class OwnedScenario : Scenario
{
    private const int Keys = 160;

    /// <summary>Writes with functions meet at so few keys, so that some of them come too late.</summary>
    private const int RacedKeys = 3;

    /// <summary>A reader keeps a snapshot for so many steps.</summary>
    private const int SnapshotSteps = 60;

    private StressRun run = null!;
    private RcuDomain domain = null!;
    private BPlusTree<int, OwnedValue> tree = null!;
    private BPlusTreeSnapshot<int, OwnedValue>?[] snapshots = [];
    private long made;
    private long disposed;
    private int merged;

    internal override string Name => "bplus-owned";

    internal override string Checks => "an owned value is disposed exactly once, not while a section or a snapshot can see it, and none is forgotten";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        domain = run.NewDomain();
        domain.CallbackFailed += (_, failure) => run.Fail(null, failure.Exception);
        tree = NewTree(TreeShape.Of(run).NodeCapacity);
        run.AddWriters(Write);
        run.AddReaders(Read);
        snapshots = new BPlusTreeSnapshot<int, OwnedValue>?[run.Workers.Count];
    }

    private BPlusTree<int, OwnedValue> NewTree(int capacity) => new(new BPlusTreeOptions<int, OwnedValue> { Domain = domain, OwnsValues = true, NodeCapacity = capacity });

    private OwnedValue Make(int key)
    {
        Interlocked.Increment(ref made);
        return new OwnedValue(key, OnDispose);
    }

    private void OnDispose(OwnedValue value, int disposals)
    {
        Interlocked.Increment(ref disposed);
        if (disposals != 1) run.Fail(null, $"a value of key {value.Key} is disposed once", $"disposal {disposals}");
    }

    private void Write(Worker worker)
    {
        int key = worker.Random.Below(Keys);
        switch (worker.Random.Below(24))
        {
            case < 7: tree[key] = Make(key); break;
            case < 10: tree.Remove(key); break;
            case < 12: TakeOut(worker, key); break;
            case 12: tree.RemoveRange(KeyRange<int>.Inclusive(key, key + worker.Random.Below(8))); break;
            case 13 or 14: WriteInSection(worker, key % RacedKeys); break;
            case 15 or 16: WriteBatch(worker); break;
            case 17: Add(key); break;
            case 18 when worker.Random.OneIn(40): tree.Clear(); break;
            case 19 when worker.Random.OneIn(10): Merge(worker); break;
            case 20 when worker.Random.OneIn(40): Drain(worker); break;
            default: Update(key); break;
        }

        worker.Count("writes");
    }

    private void TakeOut(Worker worker, int key)
    {
        // The value is the caller's now, but readers may still hold it.
        bool removed = worker.Random.Below(3) switch
        {
            0 => tree.TryRemoveFirst(out _, out OwnedValue? value) && Release(value),
            1 => tree.TryRemoveLast(out _, out OwnedValue? value) && Release(value),
            _ => tree.TryRemove(key, out OwnedValue? value) && Release(value),
        };
        if (removed) worker.Count("handed out");
    }

    private bool Release(OwnedValue value)
    {
        value.IsHandedOut = true;
        domain.DisposeLater(value);
        return true;
    }

    /// <summary>What was handed to a call that answered false stays the caller's.</summary>
    private void Add(int key)
    {
        OwnedValue value = Make(key);
        if (!tree.TryAdd(key, value)) value.Dispose();
    }

    private void Update(int key)
    {
        OwnedValue value = Make(key);
        if (!tree.TryUpdate(key, value)) value.Dispose();
    }

    private void WriteInSection(Worker worker, int key)
    {
        using ReadSection section = domain.EnterRead();
        OwnedValue? value = null;
        switch (worker.Random.Below(4))
        {
            case 0: value = tree.GetOrAdd(key, Make(key)); break;
            case 1: value = tree.GetOrAdd(key, Make); break;
            case 2: value = tree.AddOrUpdate(key, Make(key), (k, _) => Make(k)); break;
            default: tree.TryUpdateOrRemove(key, (k, _) => EntryChange<OwnedValue>.Set(Make(k))); break;
        }

        if (value is not null) CheckAlive(worker, value, "what a write returned in this section");
    }

    private void WriteBatch(Worker worker)
    {
        using BPlusTree<int, OwnedValue>.Batch batch = tree.BeginBatch();
        for (int i = worker.Random.Between(1, 6); i > 0; i--)
        {
            int key = worker.Random.Below(Keys);
            batch[key] = Make(key);
        }

        batch.Remove(worker.Random.Below(Keys));
        // A value that is put back is not removed, whether it was handed out or not.
        int moved = worker.Random.Below(Keys);
        bool isThere = worker.Random.OneIn(2) ? batch.TryRemove(moved, out OwnedValue? value) : batch.TryGetValue(moved, out value) && batch.Remove(moved);
        if (isThere) batch[moved] = value!;
        if (worker.Random.OneIn(3)) return;
        batch.Commit();
    }

    private void Merge(Worker worker)
    {
        int first = Keys + (Interlocked.Increment(ref merged) * 4);
        using BPlusTree<int, OwnedValue> victim = NewTree(4);
        for (int i = 0; i < 3; i++) victim[first + i] = Make(first + i);
        tree.MergeFrom(victim);
        tree.RemoveRange(KeyRange<int>.Inclusive(first, first + 2));
        worker.Count("merges");
    }

    private void Drain(Worker worker) => tree.Drain(worker, (by, _, value, _) => CheckAlive(by, value, "what is drained, before it was seen"));

    private void Read(Worker worker)
    {
        switch (worker.Random.Below(8))
        {
            case 0: ReadAll(worker); break;
            case 1: ReadSnapshot(worker); break;
            default: ReadSome(worker); break;
        }

        worker.Count("reads");
    }

    private void ReadSome(Worker worker)
    {
        using ReadSection section = domain.EnterRead();
        var found = new List<OwnedValue>();
        for (int i = 0; i < 12; i++)
        {
            int key = worker.Random.Below(Keys);
            if (!tree.TryGetValue(key, out OwnedValue? value)) continue;
            if (value.Key != key) run.Fail(worker, $"a value of key {key}", $"one of {value.Key}");
            found.Add(value);
        }

        if (worker.Random.OneIn(60)) Thread.Yield();
        foreach (OwnedValue value in found) CheckAlive(worker, value, "what was found in this section");
    }

    private void ReadAll(Worker worker)
    {
        OwnedValue? before = null;
        foreach ((_, OwnedValue value) in tree)
        {
            CheckAlive(worker, value, "what a loop finds");
            if (before is not null) CheckAlive(worker, before, "what a loop found a step before");
            before = value;
        }
    }

    private void ReadSnapshot(Worker worker)
    {
        ref BPlusTreeSnapshot<int, OwnedValue>? snapshot = ref snapshots[worker.Index];
        snapshot ??= tree.Snapshot();
        foreach ((_, OwnedValue value) in snapshot)
        {
            if (value.IsDisposed && !value.IsHandedOut) run.Fail(worker, "what a snapshot shows lives as long as the snapshot", $"a value of key {value.Key} is disposed");
        }

        if (!worker.Random.OneIn(SnapshotSteps)) return;
        snapshot.Dispose();
        snapshot = null;
        worker.Count("snapshots");
    }

    private void CheckAlive(Worker worker, OwnedValue value, string what)
    {
        if (value.IsDisposed) run.Fail(worker, $"{what} is not disposed", $"a value of key {value.Key} is");
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        foreach (BPlusTreeSnapshot<int, OwnedValue>? snapshot in snapshots) snapshot?.Dispose();
        tree.Dispose();
        domain.Barrier();
        if (made != disposed) run.Fail(null, $"all {made} values are disposed in the end", $"{disposed} disposals");
    }
}
