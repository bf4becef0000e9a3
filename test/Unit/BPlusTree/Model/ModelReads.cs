using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>The reading steps of a scenario, on whatever it reads from.</summary>
internal static class ModelReads
{
    public static void Near<TReads, TKey, TValue>(
        TReads reads, SortedDictionary<TKey, TValue> model, World<TKey, TValue> world, int at)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
        => TreeAssert.Around(reads, new Expected<TKey, TValue>(model), [world.KeyOf(at - 1), world.KeyOf(at), world.KeyOf(at + 1)]);

    public static void Range<TReads, TKey, TValue>(TReads reads, SortedDictionary<TKey, TValue> model, World<TKey, TValue> world, Op op)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        var order = world.Order;
        var lower = world.KeyOf(op.Key);
        var upper = world.KeyOf(op.Number);
        bool withLower = (op.Key & 1) == 0;
        bool withUpper = (op.Key & 2) == 0;
        var range = KeyRange<TKey>.Between(lower, withLower, upper, withUpper);
        if (order.Compare(lower, upper) > 0)
        {
            Exception? refusal = null;
            try
            {
                reads.Ascending(range);
            }
            catch (ArgumentException e)
            {
                refusal = e;
            }

            Assert.True(refusal is not null, "inverted bounds were accepted");
            range = KeyRange<TKey>.Between(upper, withUpper, lower, withLower);
            (lower, upper, withLower, withUpper) = (upper, lower, withUpper, withLower);
        }

        var expected = new SortedDictionary<TKey, TValue>(
            model.Where(entry => order.Compare(entry.Key, lower) >= (withLower ? 0 : 1) && order.Compare(entry.Key, upper) <= (withUpper ? 0 : -1))
                .ToDictionary(entry => entry.Key, entry => entry.Value),
            order);
        TreeAssert.Same("range", new Expected<TKey, TValue>(expected), reads.Ascending(range));
        var descending = reads.Descending(range);
        descending.Reverse();
        TreeAssert.Same("range descending, reversed", new Expected<TKey, TValue>(expected), descending);
    }
}
