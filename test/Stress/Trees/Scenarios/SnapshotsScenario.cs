using System;
using System.Collections.Generic;
using System.Threading;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Writers keep a model of their keys, and a copy of it with each snapshot. Snapshots are kept, some of them for the whole run, and read over and over by others while the writers go on.</summary>
internal sealed class SnapshotsScenario(string area) : TreeScenario(area, "snapshots")
{
    private const int Count = 420;
    private const int Kept = 24;

    /// <summary>So many places are seldom given to a new snapshot.</summary>
    private const int KeptLong = 8;

    private StressRun run = null!;
    private long[] model = [];
    private readonly KeptSnapshot?[] kept = new KeptSnapshot?[Kept];

    internal override string Checks => "a snapshot shows, whole and for ever, what its writer's model held; in the end the tree holds what the models hold";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        model = new long[Count];
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private void Write(Worker worker)
    {
        if (worker.Random.OneIn(300)) Take(worker);
        else if (worker.Random.OneIn(20)) WriteBatch(worker);
        else WriteOne(worker);
        worker.Count("writes");
    }

    private int OwnIndex(Worker worker) => (worker.Random.Below(Count / run.Options.Writers) * run.Options.Writers) + worker.Index;

    private void WriteOne(Worker worker)
    {
        int index = OwnIndex(worker);
        ulong key = Keys.Key(index);
        if (worker.Random.OneIn(3))
        {
            bool removed = Tree.TryRemove(key, out long version);
            if (removed != (model[index] != 0) || version != model[index]) Report(worker, run, $"removing key {index} hands out {model[index]}", $"{removed}, {version}");
            model[index] = 0;
            return;
        }

        long next = worker.Steps + 1;
        Tree.Set(key, next);
        model[index] = next;
    }

    private void WriteBatch(Worker worker)
    {
        var changes = new List<TreeEntry>();
        bool commits = !worker.Random.OneIn(3);
        for (int i = 0; i < 12; i++)
        {
            int index = OwnIndex(worker);
            changes.Add(new TreeEntry(Keys.Key(index), worker.Steps + 1));
            if (commits) model[index] = worker.Steps + 1;
        }

        var work = new SetWork(changes, commits);
        Tree.Batch(ref work);
    }

    private void Take(Worker worker)
    {
        var snapshot = new KeptSnapshot(Tree.Snapshot(), worker.Index, (long[])model.Clone());
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        snapshot.Frozen.Scan(All(ScanWay.Ascending), entries);
        snapshot.Note(entries);
        int place = worker.Random.OneIn(40) ? worker.Random.Below(KeptLong) : KeptLong + worker.Random.Below(Kept - KeptLong);
        // The first ones go to the places that are kept long.
        for (int i = 0; i < KeptLong; i++)
        {
            if (Volatile.Read(ref kept[i]) is null) place = i;
        }

        Volatile.Write(ref kept[place], snapshot);
        worker.Count("snapshots");
    }

    private TreeScan All(ScanWay way) => new(way, Keys.Key(0), Keys.Key(Count - 1));

    private void Read(Worker worker)
    {
        if (Volatile.Read(ref kept[worker.Random.Below(Kept)]) is not { } snapshot)
        {
            // Nobody has taken one yet.
            Thread.Yield();
            return;
        }

        Compare(worker, snapshot, (ScanWay)worker.Random.Below(4));
        worker.Count("comparisons");
    }

    private void Compare(Worker? worker, KeptSnapshot snapshot, ScanWay way)
    {
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        TreeScan scan = All(way);
        snapshot.Frozen.Scan(scan, entries);
        string expected = $"a snapshot of writer {snapshot.Owner + 1} shows what its model held, by {way}";
        Report(worker, run, expected, scan.FindDisorder(entries));
        if (scan.Descends) entries.Reverse();
        if (entries.Count != snapshot.Frozen.Count) Report(worker, run, expected, $"{entries.Count} entries, though its count is {snapshot.Frozen.Count}");
        if (KeptSnapshot.Hash(entries) != snapshot.Content) Report(worker, run, "a snapshot always shows the same", "another content than at first");
        int at = 0;
        for (int i = 0; i < Count; i++)
        {
            bool found = at < entries.Count && entries[at].Key == Keys.Key(i);
            long version = found ? entries[at++].Version : 0;
            if (i % run.Options.Writers == snapshot.Owner && version != snapshot.Model[i]) Report(worker, run, $"{expected}: key {i} has {snapshot.Model[i]}", $"{version}");
        }

        if (worker is not null) CompareSome(worker, snapshot, entries);
    }

    /// <summary>Single reads of a snapshot agree with its enumeration.</summary>
    private void CompareSome(Worker worker, KeptSnapshot snapshot, List<TreeEntry> entries)
    {
        for (int i = 0; i < 8; i++)
        {
            ulong key = Keys.Key(worker.Random.Below(Count));
            int below = entries.BinarySearch(new TreeEntry(key, 0), Comparer<TreeEntry>.Create(static (left, right) => left.Key.CompareTo(right.Key)));
            bool isThere = below >= 0;
            bool found = snapshot.Frozen.TryGet(key, out long version);
            if (found != isThere || (found && version != entries[below].Version)) Report(worker, run, "a look-up in a snapshot agrees with its enumeration", $"key {key}: {found}, {version}");
            int floor = isThere ? below : ~below - 1;
            bool hasFloor = snapshot.Frozen.TryGetNear(Near.Floor, key, out TreeEntry entry);
            if (hasFloor != (floor >= 0) || (hasFloor && entry != entries[floor])) Report(worker, run, "a floor in a snapshot agrees with its enumeration", $"key {key}: {hasFloor}, {entry}");
        }
    }

    internal override void Finish(StressRun run)
    {
        base.Finish(run);
        foreach (KeptSnapshot? snapshot in kept)
        {
            if (snapshot is not null) Compare(null, snapshot, ScanWay.Ascending);
        }

        for (int i = 0; i < Count; i++)
        {
            Tree.TryGet(Keys.Key(i), out long version);
            if (version != model[i]) Report(null, run, $"in the end key {i} has {model[i]}", $"{version}");
        }
    }
}
