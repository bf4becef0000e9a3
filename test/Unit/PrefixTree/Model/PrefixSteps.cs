using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>The steps that a tree and a batch have in common, done to one of them and to the model.</summary>
internal static class PrefixSteps
{
    /// <summary>Does the step.</summary>
    /// <returns>False when it is none of the common ones.</returns>
    public static bool Do<TWrites, TValue>(PrefixOp op, IReadOnlyList<byte[]> keys, TWrites tree, SortedDictionary<byte[], TValue> model, Func<TValue> next)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        byte[] key = keys[op.First];
        bool there = model.TryGetValue(key, out TValue? present);
        TValue value = next(), other = next();
        switch (op.Verb)
        {
            case PrefixVerb.TryAdd:
                Assert.Equal(!there, tree.TryAdd(key, value));
                model.TryAdd(key, value);
                break;
            case PrefixVerb.Add:
                if (there) AssertThrows<TWrites, TValue>(tree, key, value);
                else tree.Add(key, value);
                model.TryAdd(key, value);
                break;
            case PrefixVerb.Set:
                tree.Set(key, value);
                model[key] = value;
                break;
            case PrefixVerb.Store:
                Assert.Equal(there, tree.Store(key, value, out TValue? old));
                Assert.Equal(present, old);
                model[key] = value;
                break;
            case PrefixVerb.TryUpdate or PrefixVerb.TryUpdateMatching or PrefixVerb.TryUpdateOther or PrefixVerb.CompareExchange:
                Update(op, tree, model, key, value, other);
                break;
            case PrefixVerb.GetOrAdd:
                Assert.Equal(there ? present : value, tree.GetOrAdd(key, value));
                model.TryAdd(key, value);
                break;
            case PrefixVerb.GetOrAddMade:
                Assert.Equal(there ? present : value, tree.GetOrAddMade(key, value));
                model.TryAdd(key, value);
                break;
            case PrefixVerb.AddOrUpdate:
                model[key] = there ? other : value;
                Assert.Equal(model[key], tree.AddOrUpdate(key, value, other));
                break;
            case PrefixVerb.TryRemove or PrefixVerb.Remove or PrefixVerb.RemoveMatching or PrefixVerb.RemoveOther:
                Remove(op.Verb, tree, model, key, other);
                break;
            case PrefixVerb.RemovePrefix:
                byte[] prefix = op.Number == 63 ? [.. key, 0] : key[..Math.Min(key.Length, 1 + (op.Number % 8 == 7 ? key.Length - 1 : op.Number))];
                byte[][] gone = [.. model.Keys.Where(each => each.AsSpan().StartsWith(prefix))];
                foreach (byte[] each in gone) model.Remove(each);
                Assert.Equal(gone.Length, tree.RemovePrefix(prefix));
                break;
            case PrefixVerb.Fill:
                for (int i = op.First; i <= op.Last; i++) Put(tree, model, keys[i], next());
                break;
            case PrefixVerb.FillDown:
                for (int i = op.Last; i >= op.First; i--) Put(tree, model, keys[i], next());
                break;
            case PrefixVerb.Thin or PrefixVerb.Empty:
                for (int i = op.First; i <= op.Last; i += op.Verb == PrefixVerb.Thin ? 2 : 1) Remove(PrefixVerb.TryRemove, tree, model, keys[i], default!);
                break;
            case PrefixVerb.AddRange or PrefixVerb.SetRange:
                Bulk(op, tree, model, Some(op, keys, next));
                break;
            case PrefixVerb.Clear:
                tree.Clear();
                model.Clear();
                break;
            default:
                return false;
        }

        return true;
    }

    /// <summary>Keys between the first and the last with new values.</summary>
    public static List<KeyValuePair<byte[], TValue>> Some<TValue>(PrefixOp op, IReadOnlyList<byte[]> keys, Func<TValue> next)
    {
        var some = new List<KeyValuePair<byte[], TValue>>();
        for (int i = op.First; i <= op.Last; i += 1 + (i * op.Number % 4)) some.Add(new(keys[i], next()));
        return some;
    }

    /// <summary>All entries, one by one, and their number.</summary>
    public static void CheckWhole<TWrites, TValue>(TWrites tree, SortedDictionary<byte[], TValue> model)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        Assert.Equal(model.Count, tree.LongCount);
        CheckEntries(tree.All(), model);
    }

    public static void CheckEntries<TValue>(IReadOnlyCollection<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries, SortedDictionary<byte[], TValue> model)
    {
        Assert.Equal(model.Count, entries.Count);
        foreach (((ReadOnlyMemory<byte> key, TValue value), (byte[] expected, TValue its)) in entries.Zip(model))
        {
            Assert.True(key.Span.SequenceEqual(expected), $"expected the key {Convert.ToHexString(expected.AsSpan()[..Math.Min(40, expected.Length)])}");
            Assert.Equal(its, value);
        }
    }

    private static void Put<TWrites, TValue>(TWrites tree, SortedDictionary<byte[], TValue> model, byte[] key, TValue value)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        if (tree.TryAdd(key, value)) model.Add(key, value); // throws if it was there
        else if (!model.ContainsKey(key)) Assert.Fail("TryAdd found what is not there");
    }

    private static void Update<TWrites, TValue>(PrefixOp op, TWrites tree, SortedDictionary<byte[], TValue> model, byte[] key, TValue value, TValue other)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        bool there = model.TryGetValue(key, out TValue? present);
        TValue comparand = op.Verb == PrefixVerb.TryUpdateOther || !there || op.Number % 2 == 0 ? other : present!;
        bool equal = there && EqualityComparer<TValue>.Default.Equals(present, comparand);
        bool updates;
        switch (op.Verb)
        {
            case PrefixVerb.TryUpdate:
                updates = there;
                Assert.Equal(updates, tree.TryUpdate(key, value));
                break;
            case PrefixVerb.CompareExchange:
                updates = equal;
                Assert.Equal(updates, tree.CompareExchange(key, value, comparand, out TValue? current));
                Assert.Equal(present, current);
                break;
            default:
                updates = equal;
                Assert.Equal(updates, tree.TryUpdate(key, value, comparand));
                break;
        }

        if (updates) model[key] = value;
    }

    private static void Remove<TWrites, TValue>(PrefixVerb verb, TWrites tree, SortedDictionary<byte[], TValue> model, byte[] key, TValue other)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        bool there = model.TryGetValue(key, out TValue? present);
        bool removes = there && (verb != PrefixVerb.RemoveOther || EqualityComparer<TValue>.Default.Equals(present, other));
        switch (verb)
        {
            case PrefixVerb.TryRemove:
                Assert.Equal(removes, tree.TryRemove(key, out TValue? value));
                Assert.Equal(present, value);
                break;
            case PrefixVerb.Remove:
                Assert.Equal(removes, tree.Remove(key));
                break;
            default:
                Assert.Equal(removes, tree.TryRemove(key, verb == PrefixVerb.RemoveMatching && there ? present! : other));
                break;
        }

        if (removes) model.Remove(key);
    }

    private static void Bulk<TWrites, TValue>(PrefixOp op, TWrites tree, SortedDictionary<byte[], TValue> model, List<KeyValuePair<byte[], TValue>> some)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        some.Reverse();
        int before = model.Count;
        if (op.Verb == PrefixVerb.SetRange)
        {
            if (op.Number % 3 == 0) some.Insert(0, new(some[^1].Key, some[0].Value)); // given twice: the last one counts
            foreach ((byte[] key, TValue value) in some) model[key] = value;
            Assert.Equal(model.Count - before, tree.SetRange(some));
            return;
        }

        bool free = op.Number % 3 != 0 && !some.Exists(entry => model.ContainsKey(entry.Key));
        if (op.Number % 3 == 0) some.Add(some[0]);
        try
        {
            tree.AddRange(some);
            Assert.True(free);
            foreach ((byte[] key, TValue value) in some) model.Add(key, value);
        }
        catch (ArgumentException e)
        {
            Assert.False(free);
            Assert.Equal("entries", e.ParamName);
        }
    }

    private static void AssertThrows<TWrites, TValue>(TWrites tree, byte[] key, TValue value)
        where TWrites : IPrefixWrites<TValue>, allows ref struct
    {
        try
        {
            tree.Add(key, value);
        }
        catch (ArgumentException e)
        {
            Assert.Equal("key", e.ParamName);
            return;
        }

        Assert.Fail("Add stored what is there already");
    }
}
