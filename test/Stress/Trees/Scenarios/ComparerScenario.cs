using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Trees;

/// <summary>Writers whose comparers throw in the middle of writes. Each has blocks of keys that it writes one by one, and others that only ever change as a whole.</summary>
internal sealed class ComparerScenario : Scenario
{
    private const int Block = 10;
    private const int Blocks = 40;
    private const int LongestFuse = 60;

    private StressRun run = null!;
    private BPlusTree<ulong, long> tree = null!;
    private long[] model = [];

    internal override string Name => "bplus-comparer";

    internal override string Checks => "a write that a comparer ends by an exception has done nothing, whether one entry, a batch or a range; nothing is lost, and no section stays open";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        TreeShape shape = TreeShape.Of(run);
        tree = new BPlusTree<ulong, long>(new BPlusTreeOptions<ulong, long>
        {
            Comparer = new FusedComparer(),
            NodeCapacity = shape.NodeCapacity,
            Pool = new BPlusTreePool<ulong, long>(run.NewDomain(), new NodePoolOptions { BagSize = shape.BagSize }),
        });
        model = new long[Block * Blocks];
        run.AddWriters(Write);
        run.AddReaders(Read);
    }

    private static bool IsUniform(int index) => index / Block % 2 == 0;

    private void Write(Worker worker)
    {
        int writers = run.Options.Writers;
        int block = (worker.Random.Below(Math.Max(1, Blocks / writers)) * writers) + worker.Index;
        if (block >= Blocks) return;
        int first = block * Block;
        int index = first + worker.Random.Below(Block);
        int last = IsUniform(first) ? first + Block - 1 : index;
        if (!IsUniform(first)) first = index;
        long version = worker.Random.OneIn(3) ? 0 : worker.Steps + 1;
        FusedComparer.Light(worker.Random.OneIn(2) ? 1 + worker.Random.Below(LongestFuse) : 0);
        try
        {
            Change(worker, first, last, version);
            FusedComparer.Light(0);
            for (int i = first; i <= last; i++) model[i] = version;
            worker.Count("writes");
        }
        catch (PlantedException)
        {
            // The fuse has burnt down.
            worker.Count("thrown");
        }

        if (tree.Domain.IsInReadSection) run.Fail(worker, "no read section is open after a write", "one is");
        for (int i = first; i <= last; i++)
        {
            tree.TryGetValue((ulong)i, out long stored);
            long seen = stored == 0 ? 0 : WordKind.Open((ulong)i, stored);
            if (seen != model[i]) run.Fail(worker, $"key {i} holds {model[i]} after a write of {version} that {(model[i] == version ? "was done" : "failed")}", $"{seen}");
        }
    }

    /// <summary>Brings keys to a version, or takes them out for 0.</summary>
    private void Change(Worker worker, int first, int last, long version)
    {
        IEnumerable<KeyValuePair<ulong, long>> entries = Enumerable.Range(first, last - first + 1).Select(i => KeyValuePair.Create((ulong)i, WordKind.Make((ulong)i, version)));
        int way = worker.Random.Below(3);
        if (way == 0)
        {
            using BPlusTree<ulong, long>.Batch batch = tree.BeginBatch();
            foreach ((ulong key, long value) in entries)
            {
                if (version == 0) batch.Remove(key);
                else batch[key] = value;
            }

            batch.Commit();
        }
        else if (version == 0)
        {
            if (first == last && way == 1) tree.Remove((ulong)first);
            else tree.RemoveRange(KeyRange<ulong>.Inclusive((ulong)first, (ulong)last));
        }
        else if (first == last)
        {
            tree[(ulong)first] = WordKind.Make((ulong)first, version);
        }
        else
        {
            tree.SetRange(entries);
        }
    }

    private void Read(Worker worker)
    {
        FusedComparer.Light(worker.Random.OneIn(4) ? 1 + worker.Random.Below(LongestFuse) : 0);
        try
        {
            if (worker.Random.OneIn(16)) ReadBlocks(worker);
            else ReadOne(worker.Random.Below(model.Length));
            FusedComparer.Light(0);
            worker.Count("reads");
        }
        catch (PlantedException)
        {
            worker.Count("thrown");
        }

        if (tree.Domain.IsInReadSection) run.Fail(worker, "no read section is open after a read", "one is");
    }

    private void ReadOne(int index)
    {
        if (tree.TryGetCeiling((ulong)index, out ulong key, out long value)) WordKind.Open(key, value);
        if (tree.TryGetValue((ulong)index, out value)) WordKind.Open((ulong)index, value);
    }

    private void ReadBlocks(Worker? worker)
    {
        var versions = new long[model.Length];
        foreach ((ulong key, long value) in tree.Snapshot()) versions[key] = WordKind.Open(key, value);
        for (int first = 0; first < versions.Length; first += 2 * Block)
        {
            for (int i = first + 1; i < first + Block; i++)
            {
                if (versions[i] != versions[first]) run.Fail(worker, $"key {i} has version {versions[first]}, as all keys of its block", $"{versions[i]}");
            }
        }
    }

    internal override void Finish(StressRun run)
    {
        tree.CheckInvariants();
        ReadBlocks(null);
        for (int i = 0; i < model.Length; i++)
        {
            long seen = tree.TryGetValue((ulong)i, out long value) ? WordKind.Open((ulong)i, value) : 0;
            if (seen != model[i]) run.Fail(null, $"in the end key {i} holds {model[i]}", $"{seen}");
        }
    }
}
