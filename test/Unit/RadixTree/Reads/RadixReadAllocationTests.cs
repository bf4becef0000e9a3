using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Reads allocate nothing.</summary>
[Collection(Alone.Name)]
public class RadixReadAllocationTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void Look_ups_and_walks_of_all_kinds_allocate_nothing(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        ulong[] probes = [.. contents.Probes()];
        int[] values = new int[probes.Length];
        bool[] found = new bool[probes.Length];
        ulong[] indices = new ulong[64];
        int[] page = new int[64];
        int sink = 0;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            foreach (ulong index in probes)
            {
                if (tree.TryGetValue(index, out int value)) sink += value;
                if (tree.ContainsKey(index)) sink++;
                if (tree.TryGetRange(index, out _, out _, out value)) sink += value;
                if (tree.TryGetFloor(index, out _, out value)) sink += value;
                if (tree.TryGetCeiling(index, out _, out value)) sink += value;
                if (tree.TryGetLower(index, out _, out value)) sink += value;
                if (tree.TryGetHigher(index, out _, out value)) sink += value;
                if (tree.TryGetNextFree(index, out _)) sink++;
                if (tree.TryGetPreviousFree(index, out _)) sink++;
                if (tree.TryGetTagged(1, index, ulong.MaxValue, out _, out value)) sink += value;
                if (snapshot.TryGetFloor(index, out _, out value)) sink += value;
                if (tree.GetTag(index, 0)) sink++;
                if (tree.TryGetSlot(index, out var slot)) sink += slot.Value;
                slot.Dispose();
            }

            sink += tree.GetMany(probes, values, found);
            foreach (var entry in tree) sink += entry.Value;
            foreach (var entry in tree.EnumerateDescending()) sink += entry.Value;
            foreach (var entry in tree.EnumerateTagged(0)) sink += entry.Value;
            foreach (var entry in snapshot.EnumerateRange(5, 1UL << 41)) sink += entry.Value;
            sink += tree.CopyRange(3, indices, page, out _, out _);
            sink += tree.CopyTagged(1, 3, indices, page, out _, out _);
            sink += (int)tree.CountRange(0, ulong.MaxValue);
            using var cursor = tree.GetCursor();
            while (cursor.MoveNext()) sink += cursor.Value;
            while (cursor.MovePrevious()) sink += cursor.Value;
        }));
        Assert.True(sink >= 0);
    }
}
