using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>A batch of which a write broke off half way is neither readable nor can it be committed.</summary>
public class TornRangeBatchTests
{
    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Reads_that_were_under_way_end_with_the_write_that_broke_off(int capacity)
    {
        var tree = MapleOf.Empty<uint, int>(capacity);
        for (uint i = 0; i < 100; i++) tree.StoreRange(10 * i, (10 * i) + 4, (int)i);
        using (var batch = tree.BeginBatch())
        {
            batch.RemoveRange(50, 54);
            var cursor = batch.GetCursor();
            Assert.True(cursor.Walk(10));
            var ranges = batch.GetEnumerator();
            Assert.True(ranges.MoveNext());
            using IEnumerator<RangeEntry<uint, int>> pages = ((IEnumerable<RangeEntry<uint, int>>)batch.EnumerateDescending()).GetEnumerator();
            tree.WriterSide.Transaction.BeginChange(); // what an allocation that fails leaves behind

            AssertTorn(Torn.Thrown(ref cursor, static (ref MapleCursor<uint, int> c) => c.Next(uint.MaxValue)));
            AssertTorn(Torn.Thrown(ref cursor, static (ref MapleCursor<uint, int> c) => c.Walk(30)));
            AssertTorn(Torn.Thrown(ref cursor, static (ref MapleCursor<uint, int> c) => c.Erase()));
            AssertTorn(Torn.Thrown(ref ranges, static (ref RangeEnumerator<uint, int> r) => r.MoveNext()));
            AssertTorn(Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message);
            var same = batch;
            AssertTorn(Torn.Thrown(ref same, static (ref MapleTree<uint, int>.Batch b) => b.ContainsKey(10)));
            AssertTorn(Torn.Thrown(ref same, static (ref MapleTree<uint, int>.Batch b) => b.RemoveRange(10, 20)));
        }

        tree.CheckInvariants();
        Assert.Equal(Enumerable.Range(0, 100), tree.Select(static range => range.Value));
        using (var next = tree.BeginBatch())
        {
            Assert.Equal(100, next.EnumerateRange(0, uint.MaxValue).Count());
            next.Clear();
            next.Commit();
        }

        Assert.True(tree.IsEmpty);
    }

    private static void AssertTorn(string message) => Assert.Contains("half way", message, StringComparison.Ordinal);
}
