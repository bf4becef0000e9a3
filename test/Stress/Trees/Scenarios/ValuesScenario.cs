using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Writers do all that they can to any key, readers look at everything, as fast as possible: no bounds are published here, so nothing but the tree orders the threads.</summary>
internal sealed class ValuesScenario(string area) : TreeScenario(area, "values")
{
    private const int Count = 1_500;
    private const int Together = 24;

    private StressRun run = null!;
    private long[][] newest = [];

    /// <summary>The next version of each key; a key's writers take turns by number.</summary>
    private long[] next = [];

    internal override string Checks => "no value is torn, of another key, or out of a recycled node; the version of a key never falls; scans ascend or descend without duplicates";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        MakeTree(run);
        next = new long[Count];
        run.AddWriters(Write);
        run.AddReaders(Read);
        newest = new long[run.Workers.Count][];
        for (int i = 0; i < newest.Length; i++) newest[i] = new long[Count];
    }

    private void Write(Worker worker)
    {
        // Each key is written by one writer only, so that its versions reach the tree in their order. Removals may hit any key.
        int index = OwnIndex(worker);
        ulong key = Keys.Key(index);
        int choice = worker.Random.Below(100);
        switch (choice)
        {
            case < 45: Tree.Set(key, ++next[index]); break;
            case < 60: Tree.TryAdd(key, ++next[index]); break;
            case < 80: Tree.TryRemove(Keys.Key(worker.Random.Below(Count)), out _); break;
            case < 86: Tree.TryUpdate(key, next[index] + 1, next[index]); next[index]++; break;
            case < 90: Tree.TryPop(worker.Random.OneIn(2), out _); break;
            case < 93: RemoveSome(worker); break;
            case < 99: WriteBatch(worker); break;
            default: WriteRarely(worker); break;
        }

        worker.Count("writes");
    }

    private int OwnIndex(Worker worker)
    {
        int writers = run.Options.Writers;
        return (worker.Random.Below(Count / writers) * writers) + worker.Index;
    }

    private void RemoveSome(Worker worker)
    {
        int first = worker.Random.Below(Count);
        Tree.RemoveRange(Keys.Key(first), Keys.Key(Math.Min(Count - 1, first + worker.Random.Below(40))));
    }

    private void WriteBatch(Worker worker)
    {
        var changes = new List<TreeEntry>();
        for (int i = worker.Random.Between(1, 20); i > 0; i--)
        {
            int index = OwnIndex(worker);
            changes.Add(new TreeEntry(Keys.Key(index), ++next[index]));
        }

        var work = new SetWork(changes, commits: !worker.Random.OneIn(4));
        Tree.Batch(ref work);
    }

    private void WriteRarely(Worker worker)
    {
        switch (worker.Random.Below(60))
        {
            case 0: Tree.Clear(); break;
            case 1: Tree.Snapshot(); break;
            case 2: GC.Collect(); break;
            default: Tree.TryRemove(Keys.Key(worker.Random.Below(Count)), out _); break;
        }
    }

    private void Read(Worker worker)
    {
        switch (worker.Random.Below(10))
        {
            case 0: ReadScan(worker); break;
            case 1: ReadMany(worker); break;
            case 2: ReadNear(worker); break;
            case 3: ReadInOneSection(worker); break;
            default: ReadOne(worker, worker.Random.Below(Count)); break;
        }

        worker.Count("reads");
    }

    private void ReadOne(Worker worker, int index)
    {
        if (Tree.TryGet(Keys.Key(index), out long version)) See(worker, index, version);
    }

    private void ReadInOneSection(Worker worker)
    {
        // What is open here keeps every node from being recycled that is read meanwhile.
        using ReadSection section = Tree.Domain.EnterRead();
        for (int i = 0; i < 16; i++) ReadOne(worker, worker.Random.Below(Count));
        if (worker.Random.OneIn(60)) Thread.Yield();
        for (int i = 0; i < 16; i++) ReadOne(worker, worker.Random.Below(Count));
    }

    private void ReadMany(Worker worker)
    {
        Span<ulong> keys = stackalloc ulong[Together];
        Span<long> versions = stackalloc long[Together];
        Span<bool> found = stackalloc bool[Together];
        int first = worker.Random.Below(Count - Together);
        for (int i = 0; i < Together; i++) keys[i] = Keys.Key(first + i);
        Tree.GetMany(keys, versions, found);
        for (int i = 0; i < Together; i++)
        {
            if (found[i]) See(worker, first + i, versions[i]);
        }
    }

    private void ReadNear(Worker worker)
    {
        ulong key = Keys.Key(worker.Random.Below(Count));
        var how = (Near)worker.Random.Below(6);
        if (!Tree.TryGetNear(how, key, out TreeEntry entry)) return;
        bool isThere = how switch { Near.Floor => entry.Key <= key, Near.Ceiling => entry.Key >= key, Near.Lower => entry.Key < key, Near.Higher => entry.Key > key, _ => true };
        if (!isThere || Keys.IndexOf(entry.Key) is < 0 or >= Count) Report(worker, run, $"{how} of {key} is a key of the tree on that side", $"{entry.Key}");
    }

    private void ReadScan(Worker worker)
    {
        int first = worker.Random.Below(Count);
        int last = Math.Min(Count - 1, first + worker.Random.Below(300));
        TreeScan scan = TreeScan.Any(worker.Random, Keys.Key(first), Keys.Key(last));
        List<TreeEntry> entries = Buffer;
        entries.Clear();
        Tree.Scan(scan, entries);
        Report(worker, run, $"{scan} is in order", scan.FindDisorder(entries));
    }

    /// <summary>A look-up that begins later sees the same or more of its key.</summary>
    private void See(Worker worker, int index, long version)
    {
        ref long seen = ref newest[worker.Index][index];
        if (version < seen) Report(worker, run, $"key {index} has version {seen} or later, which was seen before", $"version {version}");
        else seen = version;
    }
}
