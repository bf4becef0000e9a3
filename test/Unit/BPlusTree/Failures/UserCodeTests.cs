using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Code of the user that the tree calls: factories and the words for a key run outside the lock, and are not asked without need (W1).</summary>
public class UserCodeTests
{
    [Fact]
    public void A_factory_that_writes_beside_its_key_each_time_it_is_asked_comes_to_an_end()
    {
        ComesToAnEnd(number => number);
        ComesToAnEnd(number => $"value {number}");
    }

    [Fact]
    public void A_factory_of_wide_values_that_writes_beside_its_key_each_time_it_is_asked_comes_to_an_end()
    {
        ComesToAnEnd(number => Twin.Of(number));
        ComesToAnEnd(Labelled.Of);
        // With holes between the fields: whatever they hold is no reason to ask again.
        ComesToAnEnd(number => ((byte)number, (long)number, (short)number));
        ComesToAnEnd(number => ((byte)number, $"text {number % 3}", (byte)7));
    }

    [Fact]
    public void The_key_that_a_merge_refuses_is_put_into_words_outside_the_locks()
    {
        var tree = TreeOf.Empty<TalkingKey, int>();
        var victim = TreeOf.Empty<TalkingKey, int>();
        var refusals = new List<Exception>();
        var key = new TalkingKey(1, () =>
        {
            foreach (var own in new[] { tree, victim })
            {
                var refusal = Record.Exception(() => own.Snapshot());
                if (refusal is not null) refusals.Add(refusal);
            }
        });
        tree.Add(key, 1);
        victim.Add(key, 2);
        var thrown = Assert.Throws<ArgumentException>(() => tree.MergeFrom(victim));
        Assert.False(string.IsNullOrEmpty(thrown.Message));
        Assert.Empty(refusals);
    }

    /// <summary>A key that does something when it is printed.</summary>
    private sealed record TalkingKey(int Number, Action Said) : IComparable<TalkingKey>
    {
        public int CompareTo(TalkingKey? other) => Number.CompareTo(other!.Number);

        public override string ToString()
        {
            Said();
            return $"key {Number}";
        }
    }

    private static void ComesToAnEnd<TValue>(Func<int, TValue> valueOf)
    {
        var tree = TreeOf.Empty<int, TValue>();
        for (int key = 0; key < 3; key++) tree.Add(key, valueOf(key));
        int asked = 0;
        tree.AddOrUpdate(1, valueOf(0), (_, _) =>
        {
            // The value of key 1 is never changed by anybody else: there is no reason to ask for ever.
            if (++asked > 100) throw new InvalidOperationException($"asked {asked} times for a value of type {typeof(TValue).Name}");
            tree[2] = valueOf(100 + asked);
            return valueOf(50);
        });
        Assert.Equal(valueOf(50), tree[1]);
    }
}
