using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>All writes between all corners of a key space of one byte, on trees of several shapes: nothing about an end or a seam is left to chance.</summary>
public class CornerTests
{
    private static readonly byte[] Corners = [0, 1, 2, 15, 16, 17, 31, 32, 33, 127, 128, 129, 239, 240, 252, 253, 254, 255];

    /// <summary>Capacity; how wide the ranges of the tree are; and how wide the gaps between them.</summary>
    public static TheoryData<int, int, int> Shapes => new()
    {
        { 4, 256, 0 },
        { 4, 1, 0 },
        { 4, 1, 1 },
        { 4, 16, 0 },
        { 4, 16, 16 },
        { 4, 3, 5 },
        { TreeOf.FullCapacity, 1, 1 },
        { TreeOf.FullCapacity, 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_write_between_two_corners(int capacity, int width, int gap)
    {
        foreach (byte first in Corners)
        {
            foreach (byte last in Corners.Where(last => last >= first))
            {
                for (int kind = 0; kind < 5; kind++)
                {
                    var (tree, model) = Shape(capacity, width, gap, coalesce: (first + last) % 2 == 0);
                    switch (kind)
                    {
                        case 0:
                            tree.StoreRange(first, last, 1_000);
                            model.Store(first, last, 1_000);
                            break;
                        case 1:
                            MapleAssert.Equal("removed", model.AnyIn(first, last), tree.RemoveRange(first, last));
                            model.Erase(first, last);
                            break;
                        case 2:
                            bool free = !model.AnyIn(first, last);
                            MapleAssert.Equal("added", free, tree.TryAddRange(first, last, 1_000));
                            if (free) model.Store(first, last, 1_000);
                            break;
                        case 3:
                            // A value that its neighbours may hold: with coalescing the range grows on either side.
                            tree.StoreRange(first, last, 1);
                            model.Store(first, last, 1);
                            break;
                        default:
                            foreach (byte key in new[] { first, last })
                            {
                                var there = model.At(key);
                                MapleAssert.Equal("erased", there.HasValue, tree.TryRemoveContaining(key, out var removed));
                                MapleAssert.Equal("erased", there, removed);
                                model.Erase(there.First, there.Last);
                            }

                            break;
                    }

                    tree.CheckInvariants();
                    MapleAssert.Whole(new TreeAccess<byte, long>(tree), model);
                    if ((first + last) % 5 == 0) MapleAssert.Matches(tree, model, gaps: true);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_search_for_a_gap_between_two_corners(int capacity, int width, int gap)
    {
        var (tree, model) = Shape(capacity, width, gap, coalesce: false);
        tree.RemoveRange(120, 135);
        model.Erase(120, 135);
        var reads = new TreeAccess<byte, long>(tree);
        foreach (byte first in Corners)
        {
            foreach (byte last in Corners.Where(last => last >= first))
            {
                foreach (byte size in new byte[] { 1, 2, 3, 5, 15, 16, 17, 128, 254, 255 })
                {
                    foreach (byte alignment in new byte[] { 1, 2, 3, 16, 128, 255 }) MapleAssert.Gap(reads, model, size, first, last, alignment);
                }
            }
        }
    }

    private static (MapleTree<byte, long> Tree, RangeModel<byte, long> Model) Shape(int capacity, int width, int gap, bool coalesce)
    {
        var tree = MapleOf.Empty<byte, long>(capacity, coalesce: coalesce);
        var model = new RangeModel<byte, long>(coalesce);
        for (int first = 0; first < 256; first += width + gap)
        {
            byte last = (byte)int.Min(255, first + width - 1);
            long value = first / (width + gap) % 3;
            tree.StoreRange((byte)first, last, value);
            model.Store((byte)first, last, value);
        }

        return (tree, model);
    }
}
