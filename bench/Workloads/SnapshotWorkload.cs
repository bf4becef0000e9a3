using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>
/// What a snapshot costs: taking it, and the first write after it, which has to copy a leaf and its ancestors.
/// The snapshots are dropped at once, as by a reader that has finished.
/// </summary>
internal sealed class SnapshotWorkload
{
    private readonly BPlusTree<ulong, long> tree = new();
    private readonly ulong[] order;
    private int next;

    public SnapshotWorkload(int entries)
    {
        ulong[] keys = Keys.Random(entries);
        foreach (ulong key in keys) tree.TryAdd(key, 0);
        order = Keys.Shuffled(keys);
    }

    public long Write(int writes)
    {
        for (int i = 0; i < writes; i++) WriteNext(i);
        return writes;
    }

    public long Snapshot(int snapshots)
    {
        long right = 0;
        for (int i = 0; i < snapshots; i++)
        {
            if (tree.Snapshot().Count == order.Length) right++;
        }

        return right;
    }

    public long SnapshotThenWrite(int snapshots)
    {
        for (int i = 0; i < snapshots; i++)
        {
            tree.Snapshot();
            WriteNext(i);
        }

        return snapshots;
    }

    private void WriteNext(long value)
    {
        tree[order[next]] = value;
        if (++next == order.Length) next = 0;
    }
}
