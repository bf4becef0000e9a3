using System.Linq;

namespace Concurrent.Unit.Maples;

/// <summary>A tree and its model, to which the same is done.</summary>
internal sealed class Pair
{
    public Pair(int capacity = 4, bool gaps = true)
    {
        Tree = MapleOf.Empty<ulong, long>(capacity, gaps);
        Model = new(coalesce: false);
        HasGaps = gaps;
    }

    public MapleTree<ulong, long> Tree { get; }

    public RangeModel<ulong, long> Model { get; }

    private bool HasGaps { get; }

    /// <summary>Ranges of some keys each, side by side or with gaps of some keys between them, the i-th with value i.</summary>
    public static Pair Row(int count, ulong width = 10, ulong gap = 0, ulong from = 0, int capacity = 4, bool gaps = true)
    {
        var pair = new Pair(capacity, gaps);
        for (int i = 0; i < count; i++)
        {
            ulong first = from + ((ulong)i * (width + gap));
            pair.Store(first, first + (width - 1), i);
        }

        return pair;
    }

    public void Store(ulong first, ulong last, long value)
    {
        Tree.StoreRange(first, last, value);
        Model.Store(first, last, value);
    }

    public void Remove(ulong first, ulong last)
    {
        MapleAssert.Equal($"remove {first}..{last}", Model.AnyIn(first, last), Tree.RemoveRange(first, last));
        Model.Erase(first, last);
    }

    /// <summary>Removes the whole range that holds a key.</summary>
    public void Erase(ulong key)
    {
        var there = Model.At(key);
        MapleAssert.Equal($"erase {key}", there.HasValue, Tree.TryRemoveContaining(key, out var removed));
        MapleAssert.Equal($"erase {key}", there, removed);
        Model.Erase(there.First, there.Last);
    }

    /// <summary>Everything that can be read is as the model has it.</summary>
    public void Check() => MapleAssert.Matches(Tree, Model, HasGaps);

    /// <summary>The same without the reads between two boundaries, for loops over many shapes.</summary>
    public void CheckQuickly()
    {
        Tree.CheckInvariants();
        MapleAssert.Whole(new TreeAccess<ulong, long>(Tree), Model);
        if (!HasGaps) return;
        ulong largest = Model.Entries.Where(entry => !entry.HasValue).Select(entry => entry.Last - entry.First).DefaultIfEmpty().Max();
        foreach (ulong size in new[] { 1ul, largest, largest + 1 })
        {
            if (size > 0) MapleAssert.Gap(new TreeAccess<ulong, long>(Tree), Model, size, 0ul, ulong.MaxValue, 1ul);
        }
    }
}
