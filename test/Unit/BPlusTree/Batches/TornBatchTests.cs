using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A batch of which a write broke off half way is neither readable nor can it be committed.</summary>
public class TornBatchTests
{
    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Reads_that_were_under_way_end_with_the_write_that_broke_off(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100));
        using (var batch = tree.BeginBatch())
        {
            batch.Remove(50);
            var cursor = batch.GetCursor();
            Assert.True(cursor.Seek(10));
            var entries = batch.GetEnumerator();
            Assert.True(entries.MoveNext());
            using IEnumerator<KeyValuePair<int, int>> pages = ((IEnumerable<KeyValuePair<int, int>>)batch.EnumerateDescending()).GetEnumerator();
            tree.WriterSide.Transaction.BeginChange(); // what an allocation that fails leaves behind

            AssertTorn(ref cursor, ref entries);
            Assert.Contains("half way", Assert.Throws<InvalidOperationException>(() => pages.MoveNext()).Message, StringComparison.Ordinal);
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(100));
        using (var next = tree.BeginBatch())
        {
            Assert.Equal(100, next.EnumerateRange(KeyRange<int>.All).Count());
            next.Clear();
            next.Commit();
        }

        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_clear_of_owned_values_asks_no_comparer_and_discarded_disposes_nothing()
    {
        using var domain = new RcuDomain();
        var comparer = new FailingComparer();
        var values = Enumerable.Range(0, 40).Select(_ => new Resource()).ToArray();
        using (var tree = new BPlusTree<int, Resource>(TreeOf.Options<int, Resource>(comparer: comparer, domain: domain) with { OwnsValues = true }))
        {
            for (int i = 0; i < values.Length; i++) tree.Add(i, values[i]);
            using (var batch = tree.BeginBatch())
            {
                comparer.ArmAt(1);
                batch.Clear();
                comparer.Disarm();
                Assert.Equal(0, batch.Count);
            }

            domain.Barrier();
            Assert.All(values, value => Assert.Equal(0, value.Disposals));
            Assert.Equal(values.Length, tree.Count);
            tree.CheckInvariants();
        }

        domain.Barrier();
        Assert.All(values, value => Assert.Equal(1, value.Disposals));
    }

    private static void AssertTorn(ref EntryCursor<int, int> cursor, ref EntryEnumerator<int, int> entries)
    {
        Assert.Contains("half way", Torn.Thrown(ref cursor, static (ref EntryCursor<int, int> c) => c.MoveNext()), StringComparison.Ordinal);
        Assert.Contains("half way", Torn.Thrown(ref cursor, static (ref EntryCursor<int, int> c) => c.Seek(3)), StringComparison.Ordinal);
        Assert.Contains("half way", Torn.Thrown(ref entries, static (ref EntryEnumerator<int, int> e) => e.MoveNext()), StringComparison.Ordinal);
    }

    private sealed class Resource : IDisposable
    {
        private int _disposals;

        public int Disposals => System.Threading.Volatile.Read(ref _disposals);

        public void Dispose() => System.Threading.Interlocked.Increment(ref _disposals);
    }
}
