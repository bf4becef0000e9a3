using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Values with an equality of their own: it runs outside the lock, and what it found is validated again under it (W1).</summary>
public class ValueEqualityTests
{
    /// <summary>Equal by number; calls the hook first. As reference (class) and as value (struct).</summary>
    private sealed class Touchy(int number, Hook hook) : IEquatable<Touchy>
    {
        public int Number { get; } = number;

        public bool Equals(Touchy? other)
        {
            hook.Touch();
            return other is not null && other.Number == Number;
        }

        public override bool Equals(object? obj) => Equals(obj as Touchy);

        public override int GetHashCode() => Number;
    }

    private readonly struct TouchyPair(int number, Hook hook) : IEquatable<TouchyPair>
    {
        public int Number { get; } = number;

        public bool Equals(TouchyPair other)
        {
            hook.Touch();
            return other.Number == Number;
        }

        public override bool Equals(object? obj) => obj is TouchyPair other && Equals(other);

        public override int GetHashCode() => Number;
    }

    private sealed class Hook
    {
        public Action? OnEquals { get; set; }
        public int Calls { get; private set; }

        public void Touch()
        {
            Calls++;
            var call = OnEquals;
            OnEquals = null;
            call?.Invoke();
        }
    }

    /// <summary>A value that equals nothing, not even itself.</summary>
    private readonly struct Loner(int number) : IEquatable<Loner>
    {
        public int Number { get; } = number;
        public bool Equals(Loner other) => false;
        public override bool Equals(object? obj) => false;
        public override int GetHashCode() => Number;
    }

    [Fact]
    public void An_equality_that_throws_changes_nothing()
    {
        ThrowsAndChangesNothing((int number, Hook hook) => new Touchy(number, hook), value => value.Number);
        ThrowsAndChangesNothing((int number, Hook hook) => new TouchyPair(number, hook), value => value.Number);
    }

    [Fact]
    public void An_equality_may_write_to_the_tree_that_compares()
    {
        WritesInside((int number, Hook hook) => new Touchy(number, hook), value => value.Number);
        WritesInside((int number, Hook hook) => new TouchyPair(number, hook), value => value.Number);
    }

    [Fact]
    public void An_equality_that_replaces_the_value_it_compares_makes_the_tree_compare_again()
    {
        ReplacesInside((int number, Hook hook) => new Touchy(number, hook), value => value.Number);
        ReplacesInside((int number, Hook hook) => new TouchyPair(number, hook), value => value.Number);
    }

    [Fact]
    public void An_equality_that_removes_the_key_leaves_nothing_to_update_or_remove()
    {
        var hook = new Hook();
        var tree = TreeOf.Empty<int, Touchy>();
        tree.Add(1, new(1, hook));
        hook.OnEquals = () => Assert.True(tree.Remove(1));
        Assert.False(tree.TryUpdate(1, new(2, hook), new(1, hook)));
        Assert.True(tree.IsEmpty);
        tree.Add(1, new(1, hook));
        hook.OnEquals = () => Assert.True(tree.Remove(1));
        Assert.False(tree.TryRemove(KeyValuePair.Create(1, new Touchy(1, hook))));
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    [Fact]
    public void Storing_and_reading_never_ask_for_equality()
    {
        var hook = new Hook();
        var tree = TreeOf.Empty<int, Touchy>();
        for (int key = 0; key < 50; key++)
        {
            tree.Add(key, new(key, hook));
            tree[key] = new(key, hook);
            tree.TryUpdate(key, new(key, hook));
            tree.GetOrAdd(key, new Touchy(key, hook));
            tree.AddOrUpdate(key, new Touchy(key, hook), (_, old) => old);
        }

        tree.CheckInvariants();
        Assert.Equal(0, hook.Calls);
    }

    [Fact]
    public void AddOrUpdate_and_GetOrAdd_work_for_values_that_equal_nothing()
        => Crew.OnAnotherThread(() =>
        {
            var tree = TreeOf.Empty<int, Loner>();
            Assert.Equal(5, tree.AddOrUpdate(1, new Loner(5), (_, old) => new(old.Number + 1)).Number);
            Assert.Equal(6, tree.AddOrUpdate(1, new Loner(5), (_, old) => new(old.Number + 1)).Number);
            Assert.Equal(6, tree.GetOrAdd(1, new Loner(9)).Number);
            Assert.False(tree.TryUpdate(1, new(7), new(6)));
            Assert.False(tree.TryRemove(KeyValuePair.Create(1, new Loner(6))));
            Assert.Equal(6, tree[1].Number);
        });

    private static void ThrowsAndChangesNothing<TValue>(Func<int, Hook, TValue> with, Func<TValue, int> number)
    {
        var hook = new Hook();
        TValue Make(int of) => with(of, hook);
        var tree = Filled(Make);
        hook.OnEquals = () => throw new PlantedException();
        Assert.Throws<PlantedException>(() => tree.TryUpdate(5, Make(99), Make(5)));
        hook.OnEquals = () => throw new PlantedException();
        Assert.Throws<PlantedException>(() => tree.TryRemove(KeyValuePair.Create(5, Make(5))));
        tree.CheckInvariants();
        tree.Domain.Synchronize();
        Assert.Equal(20, tree.Count);
        Assert.Equal(5, number(tree[5]));
        Assert.True(tree.TryUpdate(5, Make(99), Make(5)));
        Assert.True(tree.TryRemove(KeyValuePair.Create(5, Make(99))));
        Assert.Equal(19, tree.Count);
    }

    private static void WritesInside<TValue>(Func<int, Hook, TValue> with, Func<TValue, int> number)
        => Crew.OnAnotherThread(() =>
        {
            var hook = new Hook();
            TValue Make(int of) => with(of, hook);
            var tree = Filled(Make);
            hook.OnEquals = () =>
            {
                // Enough neighbours to split and replace the leaf that the value stands in.
                for (int key = 100; key < 140; key++) Assert.True(tree.TryAdd(key, Make(key)));
                Assert.True(tree.Remove(6));
                tree.Snapshot();
                tree.Domain.Synchronize();
            };
            Assert.True(tree.TryUpdate(5, Make(99), Make(5)));
            Assert.Equal(99, number(tree[5]));
            hook.OnEquals = () => Assert.True(tree.Remove(4));
            Assert.True(tree.TryRemove(KeyValuePair.Create(5, Make(99))));
            Assert.Equal(20 + 40 - 3, tree.Count);
            tree.CheckInvariants();
        });

    private static void ReplacesInside<TValue>(Func<int, Hook, TValue> with, Func<TValue, int> number)
    {
        var hook = new Hook();
        TValue Make(int of) => with(of, hook);
        var tree = Filled(Make);
        hook.OnEquals = () => tree[5] = Make(50);
        Assert.False(tree.TryUpdate(5, Make(99), Make(5)));
        Assert.Equal(50, number(tree[5]));

        hook.OnEquals = () => tree[5] = Make(50);
        Assert.True(tree.TryUpdate(5, Make(99), Make(50)));
        Assert.Equal(99, number(tree[5]));

        hook.OnEquals = () => tree[5] = Make(1);
        Assert.False(tree.TryRemove(KeyValuePair.Create(5, Make(99))));
        Assert.Equal(1, number(tree[5]));
        tree.CheckInvariants();
    }

    private static BPlusTree<int, TValue> Filled<TValue>(Func<int, TValue> make)
    {
        var tree = TreeOf.Empty<int, TValue>();
        for (int key = 0; key < 20; key++) tree.Add(key, make(key));
        return tree;
    }
}
