using System;
using System.Collections.Generic;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>The writers publish what they are about to do to a key, and what they have done; every read is held against that.</summary>
internal sealed class BoundsScenario(string area) : TreeScenario(area, "bounds")
{
    private const int Count = 512;

    /// <summary>Neighbouring keys that belong to one writer, so that it can remove a range of them at once.</summary>
    private const int Block = 8;
    private const int Window = 48;

    private StressRun run = null!;
    private StateBoard board = null!;
    private StateWatch[] watches = [];

    internal override string Checks => "no read, neighbour, many at once, scan or snapshot shows what the key was not during the call, or passes over a key that was there throughout";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        board = new StateBoard(Count);
        run.AddWriters(Write);
        run.AddReaders(Read);
        watches = new StateWatch[run.Workers.Count];
        for (int i = 0; i < watches.Length; i++) watches[i] = new StateWatch(board);
    }

    private void Write(Worker worker)
    {
        int blocks = Count / Block, writers = run.Options.Writers;
        int block = worker.Random.Below(blocks);
        block = Math.Min(block - (block % writers) + worker.Index, blocks - 1);
        if (block % writers != worker.Index) return;
        int first = block * Block;
        int choice = worker.Random.Below(16);
        if (choice == 0) RemoveBlock(first, first + worker.Random.Below(Block));
        else if (choice <= 2) WriteBatch(worker, first);
        else WriteOne(worker, first + worker.Random.Below(Block));
        worker.Count("writes");
    }

    private void WriteOne(Worker worker, int index)
    {
        ulong key = Keys.Key(index);
        bool wasPresent = board.IsPresent(index);
        bool removes = worker.Random.OneIn(3);
        long number = board.Start(index, !removes);
        if (removes)
        {
            bool removed = Tree.TryRemove(key, out _);
            if (removed != wasPresent) Report(worker, run, $"key {index}, {(wasPresent ? "present" : "absent")}, is removed accordingly", $"{removed}");
        }
        else if (!wasPresent && worker.Random.OneIn(2))
        {
            if (!Tree.TryAdd(key, number)) Report(worker, run, $"key {index}, absent, can be added", "it was there");
        }
        else
        {
            Tree.Set(key, number);
        }

        board.Finish(index);
    }

    private void RemoveBlock(int first, int last)
    {
        for (int i = first; i <= last; i++) board.Start(i, present: false);
        Tree.RemoveRange(Keys.Key(first), Keys.Key(last));
        for (int i = first; i <= last; i++) board.Finish(i);
    }

    private void WriteBatch(Worker worker, int first)
    {
        var changes = new List<TreeEntry>();
        bool commits = !worker.Random.OneIn(3);
        for (int i = first; i < first + Block; i++) changes.Add(new TreeEntry(Keys.Key(i), commits ? board.Start(i, present: true) : board.Skip(i)));
        var work = new SetWork(changes, commits);
        Tree.Batch(ref work);
        for (int i = first; commits && i < first + Block; i++) board.Finish(i);
    }

    private void Read(Worker worker)
    {
        StateWatch watch = watches[worker.Index];
        switch (worker.Random.Below(16))
        {
            case 0 or 1: ReadScan(worker, watch, Tree); break;
            case 2: ReadMany(worker, watch); break;
            case 3 or 4 or 5 or 6: ReadNear(worker, watch); break;
            case 7 when worker.Random.OneIn(16): ReadSnapshot(worker, watch); break;
            default: ReadOne(worker, watch); break;
        }

        worker.Count("reads");
    }

    private void ReadOne(Worker worker, StateWatch watch)
    {
        int index = worker.Random.Below(Count);
        watch.Begin(index, index);
        bool found = Tree.TryGet(Keys.Key(index), out long version);
        watch.End();
        Report(worker, run, "a look-up shows a state of the key during the call", found ? watch.FindFaultInPresent(index, version) : watch.FindFaultInAbsent(index));
    }

    private void ReadMany(Worker worker, StateWatch watch)
    {
        Span<ulong> keys = stackalloc ulong[Window];
        Span<long> versions = stackalloc long[Window];
        Span<bool> found = stackalloc bool[Window];
        int first = worker.Random.Below(Count - Window);
        for (int i = 0; i < Window; i++) keys[i] = Keys.Key(first + i);
        watch.Begin(first, first + Window - 1);
        Tree.GetMany(keys, versions, found);
        watch.End();
        for (int i = 0; i < Window; i++)
            Report(worker, run, "each of many look-ups shows a state of its key during the call", found[i] ? watch.FindFaultInPresent(first + i, versions[i]) : watch.FindFaultInAbsent(first + i));
    }

    private void ReadNear(Worker worker, StateWatch watch)
    {
        int index = worker.Random.Below(Count);
        bool up = worker.Random.OneIn(2);
        bool orEqual = worker.Random.OneIn(2);
        Near how = up ? (orEqual ? Near.Ceiling : Near.Higher) : orEqual ? Near.Floor : Near.Lower;
        int nearest = orEqual ? index : up ? index + 1 : index - 1;
        watch.Begin(up ? Math.Min(nearest, Count - 1) : Math.Max(0, nearest - Window), up ? Math.Min(Count - 1, nearest + Window) : Math.Max(nearest, 0));
        bool isThere = Tree.TryGetNear(how, Keys.Key(index), out TreeEntry entry);
        watch.End();
        int found = isThere ? Keys.IndexOf(entry.Key) : up ? Count : -1;
        string expected = $"{how} of key {index} is a neighbour";
        if (found < -1 || found > Count || (isThere && (up ? found < nearest : found > nearest)))
        {
            Report(worker, run, expected, $"{entry}");
            return;
        }

        // Everything between was absent at some moment; what was found was there, where it was watched.
        for (int i = up ? nearest : Math.Max(watch.First, found + 1); i <= (up ? Math.Min(watch.Last, found - 1) : nearest); i++)
            Report(worker, run, $"{expected}; it answered {found}", watch.FindFaultInAbsent(i));
        if (isThere && found >= watch.First && found <= watch.Last) Report(worker, run, expected, watch.FindFaultInPresent(found, entry.Version));
    }

    private void ReadSnapshot(Worker worker, StateWatch watch)
    {
        watch.Begin(0, Count - 1);
        ITreeReads snapshot = Tree.Snapshot();
        watch.End();
        CheckScan(worker, watch, snapshot, new TreeScan((ScanWay)worker.Random.Below(4), Keys.Key(0), Keys.Key(Count - 1)), ends: false);
    }

    private void ReadScan(Worker worker, StateWatch watch, ITreeReads tree)
    {
        int first = worker.Random.Below(Count);
        int last = Math.Min(Count - 1, first + worker.Random.Below(4 * Window));
        watch.Begin(first, last);
        CheckScan(worker, watch, tree, TreeScan.Any(worker.Random, Keys.Key(first), Keys.Key(last)), ends: true);
    }

    private void CheckScan(Worker worker, StateWatch watch, ITreeReads tree, TreeScan scan, bool ends)
    {
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        tree.Scan(scan, entries);
        if (ends) watch.End();
        string expected = $"{scan} shows states of the keys during the call";
        if (scan.FindDisorder(entries) is { } disorder)
        {
            Report(worker, run, expected, disorder);
            return;
        }

        if (scan.Descends) entries.Reverse();
        int at = 0;
        for (int i = watch.First; i <= watch.Last; i++)
        {
            bool found = at < entries.Count && entries[at].Key == Keys.Key(i);
            Report(worker, run, expected, found ? watch.FindFaultInPresent(i, entries[at].Version) : watch.FindFaultInAbsent(i));
            if (found) at++;
        }

        if (at != entries.Count) Report(worker, run, expected, $"{entries[at]} is no key of this tree");
    }

    internal override void Finish(StressRun run)
    {
        base.Finish(run);
        for (int i = 0; i < Count; i++)
        {
            bool found = Tree.TryGet(Keys.Key(i), out long version);
            bool isRight = found == board.IsPresent(i);
            if (!isRight) Report(null, run, $"in the end key {i} is {(board.IsPresent(i) ? "present" : "absent")}", $"{(found ? $"version {version}" : "nothing")}");
        }
    }
}
