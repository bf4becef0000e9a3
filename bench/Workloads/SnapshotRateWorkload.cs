using System.Diagnostics;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>Overwrites of random keys while snapshots are taken at a rate; each replaces the one before, as a reporting reader's would. Returns how many writes were done.</summary>
internal sealed class SnapshotRateWorkload
{
    private const int Stride = 64;

    private readonly BPlusTree<ulong, long> tree = new();
    private readonly ulong[] order;
    private readonly long interval;
    private long due;
    private int next;

    /// <param name="entries">Entries of the tree.</param>
    /// <param name="perSecond">Snapshots a second; 0 for none.</param>
    public SnapshotRateWorkload(int entries, int perSecond)
    {
        ulong[] keys = Keys.Random(entries);
        foreach (ulong key in keys) tree.TryAdd(key, 0);
        order = Keys.Shuffled(keys);
        interval = perSecond == 0 ? long.MaxValue : Stopwatch.Frequency / perSecond;
        due = perSecond == 0 ? long.MaxValue : Stopwatch.GetTimestamp();
    }

    /// <summary>The last snapshot.</summary>
    public BPlusTreeSnapshot<ulong, long>? Held { get; private set; }

    public long Write(int writes)
    {
        for (int i = 0; i < writes; i++)
        {
            if (i % Stride == 0 && Stopwatch.GetTimestamp() is var now && now >= due)
            {
                Held = tree.Snapshot();
                due = now + interval;
            }

            tree[order[next]] = i;
            if (++next == order.Length) next = 0;
        }

        return writes;
    }
}
