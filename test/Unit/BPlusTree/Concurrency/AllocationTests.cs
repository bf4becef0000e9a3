#if !DEBUG // unoptimised code boxes a key to see whether it is null: the claim is about release builds
using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>In the steady state, reads and writes of the writing thread allocate nothing: replaced nodes come back from the pool.</summary>
[Collection(Alone.Name)]
public class AllocationTests
{
    private const int Keys = 20_000;
    private const int Operations = 200_000;

    [Fact]
    public void Overwriting_8_byte_values_allocates_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) => tree[key] = value);

    [Fact]
    public void Overwriting_16_byte_values_allocates_nothing()
        => AllocatesNothing(static value => Twin.Of(value), static (tree, key, value) => tree[key] = value);

    [Fact]
    public void Overwriting_references_allocates_nothing()
    {
        object[] values = [new(), new()];
        AllocatesNothing(value => values[value & 1], static (tree, key, value) => tree[key] = value);
    }

    [Fact]
    public void Add_remove_pairs_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            tree.Remove(key);
            tree.TryAdd(key, value);
        });

    [Fact]
    public void Add_remove_pairs_of_16_byte_values_allocate_nothing()
        => AllocatesNothing(static value => Twin.Of(value), static (tree, key, value) =>
        {
            tree.Remove(key);
            tree.TryAdd(key, value);
        });

    [Fact]
    public void Updates_with_factories_and_comparands_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            tree.AddOrUpdate(key, static (_, arg) => arg, static (_, _, arg) => arg, value);
            tree.TryUpdate(key, value + 1, value);
            tree.GetOrAdd(key, static (_, arg) => arg, value);
        });

    [Fact]
    public void Entries_taken_from_either_end_and_added_again_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            if (tree.TryRemoveFirst(out int first, out _)) tree.TryAdd(first, value);
            if (tree.TryRemoveFirstUpTo(key, out int due, out _)) tree.TryAdd(due, value);
            if (tree.TryRemoveLast(out int last, out _)) tree.TryAdd(last, value);
        });

    [Fact]
    public void Entries_that_a_function_decides_about_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            tree.TryUpdateOrRemove(key, static (_, old, arg) => old == arg ? EntryChange<long>.Keep : EntryChange<long>.Remove, value);
            tree.AddUpdateOrRemove(key, static (_, arg) => EntryChange<long>.Set(arg), static (_, _, arg) => EntryChange<long>.Set(arg), value);
        });

    [Fact]
    public void Small_ranges_removed_and_added_again_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            int end = Math.Min(key + 5, Keys);
            tree.RemoveRange(KeyRange<int>.HalfOpen(key, end));
            for (int next = key; next < end; next++) tree.TryAdd(next, value);
        });

    [Fact]
    public void Reads_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            tree.TryGetValue(key, out _);
            tree.ContainsKey(key);
            tree.TryGetFloor(key, out _, out _);
            tree.TryGetCeiling(key, out _, out _);
            tree.TryGetLower(key, out _, out _);
            tree.TryGetHigher(key, out _, out _);
            tree.TryGetFirst(out _, out _);
            tree.TryGetLast(out _, out _);
        });

    [Fact]
    public void Loops_over_the_tree_allocate_nothing()
        => AllocatesNothing(static value => value, static (tree, key, value) =>
        {
            int left = 3;
            foreach (var entry in tree.EnumerateRange(KeyRange<int>.AtLeast(key)))
            {
                if (left-- == 0 || entry.Key < key) break;
            }

            left = 3;
            foreach (var entry in tree.EnumerateDescending(KeyRange<int>.LessThan(key)))
            {
                if (left-- == 0 || entry.Key >= key) break;
            }

            foreach (var entry in tree)
            {
                if (entry.Key >= 0) break;
            }
        });

    [Fact]
    public void Many_look_ups_at_once_and_readers_allocate_nothing()
    {
        var keys = new int[100];
        var values = new long[100];
        var found = new bool[100];
        AllocatesNothing(static value => value, (tree, key, _) =>
        {
            for (int i = 0; i < 3; i++) keys[i] = key + i;
            tree.GetMany(keys.AsSpan(0, 3), values, found);
            if (key % 100 == 0) tree.GetMany(keys, values, found);
            using var reader = tree.Read();
            reader.TryGetValue(key, out long _);
            reader.GetMany(keys.AsSpan(0, 2), values, found);
        });
    }

    [Fact]
    public void Pages_counts_and_cursors_allocate_nothing()
    {
        var keys = new int[40];
        var values = new Twin[40];
        AllocatesNothing(Twin.Of, (tree, key, value) =>
        {
            tree.CopyRange(KeyRange<int>.AtLeast(key), keys, values, out _);
            tree.CopyDescending(KeyRange<int>.AtMost(key), keys.AsSpan(0, 3), values.AsSpan(0, 3), out _);
            tree.CountRange(KeyRange<int>.HalfOpen(key, key + 50));
            using var cursor = tree.GetCursor();
            cursor.Seek(key);
            tree[key] = value; // the leaf is copied: the next step looks the place up again
            for (int i = 0; i < 5; i++) cursor.MoveNext();
            for (int i = 0; i < 10; i++) cursor.MovePrevious();
            cursor.SeekFloor(key);
            cursor.SeekFirst();
            cursor.SeekLast();
        });
    }

    private static void AllocatesNothing<TValue>(Func<long, TValue> valueOf, Action<BPlusTree<int, TValue>, int, TValue> operation)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, TValue>(TreeOf.FullCapacity, domain: domain);
        for (int key = 0; key < Keys; key++) tree.Add(key, valueOf(key));
        var random = new Random(4);
        void Work(int operations)
        {
            for (int i = 0; i < operations; i++) operation(tree, random.Next(Keys), valueOf(i));
        }

        Work(2 * Operations);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Work(Operations);
        Assert.Equal(0, Allocations.Fewest(() => Work(Operations)));
        tree.CheckInvariants();
    }
}
#endif
