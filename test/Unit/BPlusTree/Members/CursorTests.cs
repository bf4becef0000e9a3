using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A cursor among writes. That it agrees with a model that stands still is checked wherever <see cref="TreeAssert"/> is used.</summary>
public class CursorTests
{
    [Theory]
    [InlineData(4, 1)]
    [InlineData(4, 2)]
    [InlineData(5, 3)]
    [InlineData(TreeOf.FullCapacity, 4)]
    public void Every_step_is_right_for_the_tree_of_that_moment_whatever_was_written_before_it(int capacity, int seed)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, long>(capacity, domain: domain);
        var model = new CursorModel();
        var random = new Random(seed);
        for (int round = 0; round < 60; round++)
        {
            using var cursor = tree.GetCursor();
            model.Restart();
            for (int step = 0; step < 100; step++)
            {
                Write(random, model, (key, value) => tree[key] = value, key => tree.Remove(key));
                Move(random, model, in cursor, random.Next(8), random.Next(CursorModel.KeySpace));
            }
        }

        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(TreeOf.FullCapacity, 2)]
    public void Every_step_through_a_batch_is_right_for_what_the_batch_has_written_before_it(int capacity, int seed)
    {
        var tree = TreeOf.Empty<int, long>(capacity);
        var model = new CursorModel();
        var random = new Random(seed);
        for (int round = 0; round < 30; round++)
        {
            using var batch = tree.BeginBatch();
            using (var cursor = batch.GetCursor())
            {
                model.Restart();
                for (int step = 0; step < 100; step++)
                {
                    if (random.Next(3) == 0)
                    {
                        int key = random.Next(CursorModel.KeySpace);
                        if (random.Next(3) == 0)
                        {
                            batch.Remove(key);
                            model.Entries.Remove(key);
                        }
                        else
                        {
                            batch[key] = model.Entries[key] = step;
                        }
                    }

                    Move(random, model, in cursor, random.Next(8), random.Next(CursorModel.KeySpace));
                }
            }

            batch.Commit();
        }

        tree.CheckInvariants();
    }

    [Fact]
    public void A_new_cursor_stands_nowhere_and_goes_to_either_end()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        using var up = tree.GetCursor();
        Assert.False(up.IsValid);
        Assert.True(up.MoveNext());
        Assert.Equal(0, up.Key);
        using var down = tree.GetCursor();
        Assert.True(down.MovePrevious());
        Assert.Equal((9, 90), (down.Key, down.Value));
    }

    [Fact]
    public void Beyond_the_last_entry_the_cursor_stands_right_behind_it()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        using var cursor = tree.GetCursor();
        Assert.True(cursor.SeekLast());
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        tree.Add(10, 100);
        Assert.True(cursor.MoveNext());
        Assert.Equal(10, cursor.Key);
        Assert.False(cursor.MoveNext());
        tree.Remove(10);
        Assert.True(cursor.MovePrevious());
        Assert.Equal(9, cursor.Key);
    }

    [Fact]
    public void A_tree_that_is_emptied_under_the_cursor_and_filled_again_is_walked_on()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        using var cursor = tree.GetCursor();
        Assert.True(cursor.Seek(25));
        tree.Clear();
        Assert.True(cursor.IsValid);
        Assert.Equal((25, 250), (cursor.Key, cursor.Value));
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.IsValid);
        tree.Add(24, 1);
        tree.Add(26, 2);
        Assert.True(cursor.MoveNext());
        Assert.Equal(26, cursor.Key);
        Assert.True(cursor.MovePrevious());
        Assert.Equal(24, cursor.Key);
        tree.Clear();
        Assert.False(cursor.SeekFirst());
        Assert.False(cursor.SeekLast());
        Assert.False(cursor.MovePrevious());
        tree.Add(1, 10);
        Assert.True(cursor.MoveNext());
        Assert.Equal(1, cursor.Key);
    }

    [Fact]
    public void The_least_and_the_greatest_key_there_are_need_no_special_case()
    {
        var tree = TreeOf.Empty<ulong, int>();
        tree.Add(0, 1);
        tree.Add(ulong.MaxValue, 2);
        using var cursor = tree.GetCursor();
        Assert.True(cursor.Seek(0));
        Assert.False(cursor.MovePrevious());
        Assert.True(cursor.MoveNext());
        Assert.Equal(0UL, cursor.Key);
        Assert.True(cursor.MoveNext());
        Assert.Equal(ulong.MaxValue, cursor.Key);
        Assert.False(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        Assert.True(cursor.MovePrevious());
        Assert.Equal(ulong.MaxValue, cursor.Key);
        Assert.True(cursor.SeekFloor(ulong.MaxValue));
        Assert.Equal(2, cursor.Value);
    }

    [Fact]
    public void A_cursor_that_stands_on_no_entry_has_no_key_and_no_value()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.Throws<InvalidOperationException>(() => { using var cursor = tree.GetCursor(); return cursor.Key; });
        Assert.Throws<InvalidOperationException>(() => { using var cursor = tree.GetCursor(); return cursor.Value; });
        Assert.Throws<InvalidOperationException>(() => { using var cursor = tree.GetCursor(); cursor.Seek(4); return cursor.Key; });
        Assert.Throws<InvalidOperationException>(() => { using var cursor = tree.GetCursor(); cursor.SeekFloor(0); return cursor.Value; });
        Assert.Throws<InvalidOperationException>(() => { var cursor = tree.GetCursor(); cursor.SeekFirst(); cursor.Dispose(); return cursor.Key; });
    }

    [Fact]
    public void A_cursor_that_was_never_made_refuses_to_move()
    {
        Assert.Throws<InvalidOperationException>(() => default(EntryCursor<int, int>).MoveNext());
        Assert.Throws<InvalidOperationException>(() => default(EntryCursor<int, int>).SeekFirst());
        default(EntryCursor<int, int>).Dispose();
    }

    [Fact]
    public void A_cursor_keeps_its_section_from_its_first_move_to_its_end()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        for (int key = 0; key < 20; key++) tree.Add(key, key);
        var cursor = tree.GetCursor();
        Assert.False(domain.IsInReadSection);
        Assert.True(cursor.MoveNext());
        Assert.True(domain.IsInReadSection);
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        cursor.Dispose();
        cursor.Dispose();
        Assert.True(domain.IsInReadSection);
        entries.Dispose();
        Assert.False(domain.IsInReadSection);
        Assert.Throws<ObjectDisposedException>(() =>
        {
            var ended = tree.GetCursor();
            ended.SeekFirst();
            ended.Dispose();
            ended.MoveNext();
        });
        domain.Synchronize();
    }

    [Fact]
    public void A_copy_of_a_cursor_that_has_ended_throws_at_its_end()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Add(1, 1);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var cursor = tree.GetCursor();
            cursor.MoveNext();
            var copy = cursor;
            cursor.Dispose();
            copy.Dispose();
        });
        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void A_cursor_of_a_batch_that_has_ended_goes_nowhere()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var batch = tree.BeginBatch();
        var cursor = batch.GetCursor();
        Assert.True(cursor.MoveNext());
        batch.Commit();
        int refused = 0;
        try { cursor.MoveNext(); }
        catch (InvalidOperationException) { refused++; }
        try { cursor.MovePrevious(); }
        catch (InvalidOperationException) { refused++; }
        try { cursor.Seek(3); }
        catch (InvalidOperationException) { refused++; }
        using var next = tree.BeginBatch();
        try { cursor.SeekFirst(); }
        catch (InvalidOperationException) { refused++; }
        Assert.Equal(4, refused);
        Assert.Equal(0, cursor.Key);
        cursor.Dispose();
    }

    [Fact]
    public void A_disposed_domain_turns_the_cursor_of_a_tree_away_and_not_that_of_a_snapshot()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Add(1, 1);
        var snapshot = tree.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => { using var cursor = tree.GetCursor(); cursor.MoveNext(); });
        using var kept = snapshot.GetCursor();
        Assert.True(kept.MoveNext());
    }

    [Fact]
    public void A_comparer_that_throws_leaves_the_cursor_where_it_was()
    {
        using var domain = new RcuDomain();
        var comparer = new FailingComparer();
        var tree = TreeOf.Empty<int, int>(comparer: comparer, domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, key);
        using (var cursor = tree.GetCursor())
        {
            Assert.True(cursor.Seek(50));
            for (int at = 1; at < 6; at++)
            {
                comparer.Disarm();
                tree.Remove(cursor.Key); // so that the step must look the place up again
                int before = cursor.Key;
                comparer.ArmAt(at);
                bool thrown = false;
                try { cursor.MoveNext(); }
                catch (PlantedException) { thrown = true; }
                Assert.True(thrown);
                Assert.Equal(before, cursor.Key);
                comparer.ArmAt(at);
                try { cursor.Seek(3); }
                catch (PlantedException) { thrown = false; }
                Assert.False(thrown);
                Assert.Equal(before, cursor.Key);
                comparer.Disarm();
                Assert.True(cursor.MoveNext());
                Assert.Equal(before + 1, cursor.Key);
            }
        }

        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void A_loop_may_remove_the_entry_the_cursor_stands_on_and_go_on_in_both_directions()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(200));
        using (var cursor = tree.GetCursor())
        {
            for (int key = 0; key < 100; key++)
            {
                Assert.True(cursor.MoveNext());
                Assert.Equal(key, cursor.Key);
                Assert.True(tree.Remove(key));
            }

            Assert.False(cursor.MovePrevious());
            Assert.True(cursor.SeekLast());
            for (int key = 199; key > 100; key--)
            {
                Assert.Equal(key, cursor.Key);
                Assert.True(tree.Remove(key));
                Assert.True(cursor.MovePrevious());
            }
        }

        TreeAssert.HoldsTens(tree, 100);
    }

    /// <summary>One random write, or none, on both sides; now and then a stretch that fills or empties leaves.</summary>
    private static void Write(Random random, CursorModel model, Action<int, long> set, Action<int> remove)
    {
        int kind = random.Next(6);
        int from = random.Next(CursorModel.KeySpace);
        int length = random.Next(10) == 0 ? 40 : 1;
        for (int key = from; key < from + length && key < CursorModel.KeySpace && kind < 4; key++)
        {
            if (kind < 2)
            {
                long value = random.NextInt64();
                set(key, value);
                model.Entries[key] = value;
            }
            else
            {
                remove(key);
                model.Entries.Remove(key);
            }
        }
    }

    private static void Move(Random random, CursorModel model, in EntryCursor<int, long> cursor, int how, int key)
    {
        ref var moving = ref System.Runtime.CompilerServices.Unsafe.AsRef(in cursor);
        bool up = random.Next(2) == 0;
        (bool moved, bool expected) = how switch
        {
            0 => (moving.Seek(key), model.Seek(key)),
            1 => (moving.SeekFloor(key), model.SeekFloor(key)),
            2 when random.Next(4) == 0 => up ? (moving.SeekFirst(), model.SeekFirst()) : (moving.SeekLast(), model.SeekLast()),
            _ => up ? (moving.MoveNext(), model.MoveNext()) : (moving.MovePrevious(), model.MovePrevious()),
        };
        Assert.Equal(expected, moved);
        Assert.Equal(expected, cursor.IsValid);
        if (expected) Assert.Equal((model.Key, model.Entries[model.Key]), (cursor.Key, cursor.Value));
    }
}
