#if !DEBUG
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Reads allocate nothing.</summary>
[Collection(Alone.Name)]
public class RangeReadAllocationTests
{
    [Fact]
    public void Look_ups_walks_overlap_queries_and_cursors_allocate_nothing()
    {
        var tree = new MapleTree<ulong, object>();
        for (ulong i = 0; i < 5000; i++) tree.StoreRange(i * 10, (i * 10) + 6, new object());
        var snapshot = tree.Snapshot();
        var keys = new ulong[200];
        for (int i = 0; i < keys.Length; i++) keys[i] = (ulong)i * 37;
        var values = new object[keys.Length];
        var found = new bool[keys.Length];
        long ranges = 0;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            tree.GetMany(keys, values, found);
            for (ulong key = 0; key < 3000; key++)
            {
                if (tree.TryGetRange(key, out _) && tree.AnyIn(key, key + 20) && snapshot.ContainsKey(key)) ranges++;
            }

            foreach (var range in tree) ranges += (long)range.Last;
            foreach (var range in tree.EnumerateDescending(100, 30_000, gaps: true)) ranges += (long)range.Last;
            foreach (var range in snapshot.EnumerateOverlapping(5, 20_000)) ranges += (long)range.Last;
            using var cursor = tree.GetCursor();
            while (cursor.Find(ulong.MaxValue)) ranges++;
            while (cursor.PreviousRange(0)) ranges++;
        }));
        Assert.True(ranges > 0);
    }
}
#endif
