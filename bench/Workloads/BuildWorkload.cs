using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>Filling an empty map, key by key. Each method returns how many keys went in.</summary>
internal sealed class BuildWorkload(int entries)
{
    private readonly ulong[] random = Keys.Random(entries);
    private readonly ulong[] ascending = Keys.Ascending(entries);

    public int Entries => random.Length;

    public long TreeRandom(int count) => Tree(random, count);

    public long TreeAscending(int count) => Tree(ascending, count);

    public long LockedRandom(int count) => Locked(random, count);

    public long LockedAscending(int count) => Locked(ascending, count);

    private static long Tree(ulong[] keys, int count)
    {
        var tree = new BPlusTree<ulong, long>();
        long added = 0;
        for (int i = 0; i < count; i++)
        {
            if (tree.TryAdd(keys[i], i)) added++;
        }

        return added;
    }

    private static long Locked(ulong[] keys, int count)
    {
        var locked = new LockedSortedDictionary<ulong, long>();
        long added = 0;
        for (int i = 0; i < count; i++)
        {
            if (locked.TryAdd(keys[i], i)) added++;
        }

        return added;
    }
}
