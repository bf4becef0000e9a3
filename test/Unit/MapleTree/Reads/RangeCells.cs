using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Maples;

/// <summary>What a map of byte keys should hold, one cell per key. Each store has a value of its own, so a range is a run of equal cells.</summary>
internal sealed class RangeCells
{
    private readonly int[] _cells = new int[256];
    private int _stores;

    public void Store(byte first, byte last, MapleTree<byte, int> tree)
    {
        _stores++;
        _cells.AsSpan(first, last - first + 1).Fill(_stores);
        tree.StoreRange(first, last, _stores);
    }

    public void Remove(byte first, byte last, MapleTree<byte, int> tree)
    {
        _cells.AsSpan(first, last - first + 1).Clear();
        tree.RemoveRange(first, last);
    }

    public void Store(byte first, byte last, MapleTree<byte, int>.Batch batch)
    {
        _stores++;
        _cells.AsSpan(first, last - first + 1).Fill(_stores);
        batch.StoreRange(first, last, _stores);
    }

    /// <summary>Random stores and removals, of which most are short.</summary>
    public static (RangeCells Cells, MapleTree<byte, int> Tree) Scattered(int capacity, int seed, int writes)
    {
        var tree = ByteTree(capacity);
        var cells = new RangeCells();
        var random = new Random(seed);
        for (int i = 0; i < writes; i++)
        {
            var first = (byte)random.Next(256);
            var last = (byte)Math.Min(255, first + random.Next(random.Next(6) == 0 ? 120 : 6));
            if (random.Next(3) == 0) cells.Remove(first, last, tree);
            else cells.Store(first, last, tree);
        }

        tree.CheckInvariants();
        return (cells, tree);
    }

    public static MapleTree<byte, int> ByteTree(int capacity) =>
        new(capacity == Trees.TreeOf.FullCapacity ? new MapleTreeOptions<byte, int>() : new MapleTreeOptions<byte, int> { NodeCapacity = capacity });

    public RangeEntry<byte, int> At(int key)
    {
        int first = key, last = key;
        while (first > 0 && _cells[first - 1] == _cells[key]) first--;
        while (last < 255 && _cells[last + 1] == _cells[key]) last++;
        return new RangeEntry<byte, int>((byte)first, (byte)last, _cells[key], _cells[key] != 0);
    }

    public List<RangeEntry<byte, int>> Overlapping(int first, int last, bool gaps)
    {
        var ranges = new List<RangeEntry<byte, int>>();
        for (int key = first; key <= last; key = ranges[^1].Last + 1) ranges.Add(At(key));
        return [.. ranges.Where(range => gaps || range.HasValue)];
    }
}
