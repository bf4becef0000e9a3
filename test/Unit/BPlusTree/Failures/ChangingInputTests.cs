using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// Bulk input that others change while it is copied, as any concurrent collection is: what counts is what its enumerator yields, not what it said it would hold.
/// A copy by count and CopyTo takes empty places for entries, or throws.
/// </summary>
public class ChangingInputTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Entries_are_those_enumerated_whatever_the_collection_counted(int counted)
    {
        KeyValuePair<int, int>[] entries = [new(10, 100), new(20, 200), new(30, 300), new(40, 400), new(50, 500)];
        TreeAssert.HoldsTens(new BPlusTree<int, int>(new ChangingCollection(entries, counted)), [10, 20, 30, 40, 50]);

        var tree = TreeOf.Tens(60);
        tree.AddRange(new ChangingCollection(entries, counted));
        TreeAssert.HoldsTens(tree, [10, 20, 30, 40, 50, 60]);

        tree = TreeOf.Tens(10, 60);
        Assert.Equal(4, tree.SetRange(new ChangingCollection(entries, counted)));
        TreeAssert.HoldsTens(tree, [10, 20, 30, 40, 50, 60]);

        tree = TreeOf.Tens(60);
        Assert.True(tree.TryAddRange(new ChangingCollection(entries, counted)));
        TreeAssert.HoldsTens(tree, [10, 20, 30, 40, 50, 60]);

        tree = TreeOf.Tens(60);
        using (var batch = tree.BeginBatch())
        {
            batch.AddRange(new ChangingCollection(entries[..3], counted));
            Assert.Equal(2, batch.SetRange(new ChangingCollection(entries, counted)));
            batch.Commit();
        }

        TreeAssert.HoldsTens(tree, [10, 20, 30, 40, 50, 60]);

        tree = TreeOf.Tens(60);
        tree.Load(new ChangingCollection(entries, counted));
        TreeAssert.HoldsTens(tree, [10, 20, 30, 40, 50]);
    }

    [Fact]
    public void What_was_copied_is_not_the_callers_array_and_stays_as_it_was()
    {
        KeyValuePair<int, int>[] entries = [new(30, 300), new(10, 100), new(20, 200)];
        var before = entries.ToArray();
        var tree = TreeOf.Tens();
        tree.AddRange(entries);
        Assert.Equal(before, entries);
        tree.SetRange(new List<KeyValuePair<int, int>>(entries));
        TreeAssert.HoldsTens(tree, [10, 20, 30]);
    }

    /// <summary>Had so many entries when it was counted, and has these by now.</summary>
    private sealed class ChangingCollection(KeyValuePair<int, int>[] entries, int counted) : ICollection<KeyValuePair<int, int>>, IReadOnlyCollection<KeyValuePair<int, int>>
    {
        public int Count => counted;

        public bool IsReadOnly => true;

        public IEnumerator<KeyValuePair<int, int>> GetEnumerator() => entries.AsEnumerable().GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public void CopyTo(KeyValuePair<int, int>[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

        public bool Contains(KeyValuePair<int, int> item) => entries.Contains(item);

        public void Add(KeyValuePair<int, int> item) => throw new NotSupportedException();

        public void Clear() => throw new NotSupportedException();

        public bool Remove(KeyValuePair<int, int> item) => throw new NotSupportedException();
    }
}
