using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>The steps that a tree and a batch have in common, done to one of them and to the model.</summary>
internal static class RadixSteps
{
    /// <summary>Does the step.</summary>
    /// <returns>False when it is none of the common ones.</returns>
    public static bool Do<TAccess, TValue>(RadixOp op, RadixWorld<TValue> world, TAccess tree, RadixModel<TValue> model, Func<TValue> next)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        ulong first = world.IndexOf(op.First);
        ulong last = world.IndexOf(op.Last);
        int tags = world.Options.TagCount;
        int tag = tags == 0 ? 0 : op.Number % tags;
        switch (op.Verb)
        {
            case RadixVerb.TryAdd:
                TryAdd(tree, model, first, next());
                break;
            case RadixVerb.Set:
                TValue set = next();
                tree.Set(first, set);
                model.Store(first, set);
                break;
            case RadixVerb.Store:
                Store(tree, model, first, next());
                break;
            case RadixVerb.StoreExactly:
                var there = model.At(first);
                StoreRange(tree, model, there?.First ?? first, there?.Last ?? first, next());
                break;
            case RadixVerb.StoreRange:
                StoreRange(tree, model, first, last, next());
                break;
            case RadixVerb.StoreAligned:
                ulong below = (1ul << op.Number) - 1;
                StoreRange(tree, model, first & ~below, first | below, next());
                break;
            case RadixVerb.TryUpdate or RadixVerb.TryUpdateMatching or RadixVerb.TryUpdateOther:
                Update(op.Verb, tree, model, first, next(), next());
                break;
            case RadixVerb.TryRemove or RadixVerb.Remove or RadixVerb.RemovePair or RadixVerb.RemoveOtherPair:
                Remove(op.Verb, tree, model, first, next());
                break;
            case RadixVerb.RemoveRange:
                RadixAssert.Equal("removed", model.RemoveRange(first, last), tree.RemoveRange(first, last));
                break;
            case RadixVerb.Fill:
                for (int i = op.First; i <= op.Last; i++) Store(tree, model, world.IndexOf(i), next());
                break;
            case RadixVerb.FillDown:
                for (int i = op.Last; i >= op.First; i--) TryAdd(tree, model, world.IndexOf(i), next());
                break;
            case RadixVerb.Thin or RadixVerb.Empty:
                for (int i = op.First; i <= op.Last; i += op.Verb == RadixVerb.Thin ? 2 : 1) Remove(RadixVerb.TryRemove, tree, model, world.IndexOf(i), default!);
                break;
            case RadixVerb.SetTag or RadixVerb.TagRun:
                for (int i = op.First; tags > 0 && i <= (op.Verb == RadixVerb.TagRun ? op.Last : op.First); i++)
                {
                    RadixAssert.Equal("SetTag", model.SetTag(world.IndexOf(i), tag), tree.SetTag(world.IndexOf(i), tag));
                }

                break;
            case RadixVerb.ClearTag or RadixVerb.UntagRun:
                for (int i = op.First; tags > 0 && i <= (op.Verb == RadixVerb.UntagRun ? op.Last : op.First); i++)
                {
                    RadixAssert.Equal("ClearTag", model.ClearTag(world.IndexOf(i), tag), tree.ClearTag(world.IndexOf(i), tag));
                }

                break;
            case RadixVerb.Retag:
                if (tags > 0) Retag(tree, model, first, last, tag, (tag + 1) % tags, 1 + (op.Number / 4));
                break;
            case RadixVerb.Clear:
                tree.Clear();
                model.Clear();
                break;
            case RadixVerb.Window:
                RadixAssert.Window(tree, model, first, last, tags);
                break;
            case RadixVerb.Near:
                RadixAssert.Near(tree, model, first, tags);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void TryAdd<TAccess, TValue>(TAccess tree, RadixModel<TValue> model, ulong index, TValue value)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        bool free = model.At(index) is null;
        RadixAssert.Equal("TryAdd", free, tree.TryAdd(index, value));
        if (free) model.Store(index, value);
    }

    private static void Store<TAccess, TValue>(TAccess tree, RadixModel<TValue> model, ulong index, TValue value)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        var there = model.At(index);
        RadixAssert.Equal("Store", there is not null, tree.Store(index, value, out TValue? old));
        RadixAssert.Equal("what was there", there is { } piece ? piece.Value : default, old);
        model.Store(index, value);
    }

    private static void StoreRange<TAccess, TValue>(TAccess tree, RadixModel<TValue> model, ulong first, ulong last, TValue value)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        tree.StoreRange(first, last, value);
        model.StoreRange(first, last, value);
    }

    private static void Update<TAccess, TValue>(RadixVerb verb, TAccess tree, RadixModel<TValue> model, ulong index, TValue value, TValue other)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        var there = model.At(index);
        bool updates = there is { } held && (verb != RadixVerb.TryUpdateOther || EqualityComparer<TValue>.Default.Equals(held.Value, other));
        bool updated = verb switch
        {
            RadixVerb.TryUpdate => tree.TryUpdate(index, value),
            RadixVerb.TryUpdateMatching => tree.TryUpdate(index, value, there is { } piece ? piece.Value : other),
            _ => tree.TryUpdate(index, value, other),
        };
        RadixAssert.Equal("answer", updates, updated);
        if (updates) model.Store(index, value);
    }

    private static void Remove<TAccess, TValue>(RadixVerb verb, TAccess tree, RadixModel<TValue> model, ulong index, TValue other)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        var there = model.At(index);
        bool removes = there is { } held && (verb != RadixVerb.RemoveOtherPair || EqualityComparer<TValue>.Default.Equals(held.Value, other));
        bool removed;
        switch (verb)
        {
            case RadixVerb.TryRemove:
                removed = tree.TryRemove(index, out TValue? value);
                RadixAssert.Equal("what was there", there is { } piece ? piece.Value : default, value);
                break;
            case RadixVerb.Remove:
                removed = tree.Remove(index);
                break;
            case RadixVerb.RemovePair:
                removed = tree.TryRemove(new(index, there is { } pair ? pair.Value : other));
                break;
            default:
                removed = tree.TryRemove(new(index, other));
                break;
        }

        RadixAssert.Equal("answer", removes, removed);
        if (removes) model.RemoveRange(index, index);
    }

    /// <summary>In portions, each from where the one before ended, until nothing is left.</summary>
    private static void Retag<TAccess, TValue>(TAccess tree, RadixModel<TValue> model, ulong first, ulong last, int from, int to, long limit)
        where TAccess : IRadixReads<TValue>, IRadixWrites<TValue>, allows ref struct
    {
        var expected = model.Tagged(from, first, last);
        ulong at = first;
        int done = 0;
        while (true)
        {
            long count = tree.RetagRange(at, last, from, to, limit, out ulong next);
            long most = Math.Min(limit, expected.Count - done);
            RadixAssert.Equal($"RetagRange({at}..{last}, {from} to {to}, {limit})", most, count);
            foreach (var piece in expected.Skip(done).Take((int)count)) model.SetTag(piece.First, to);
            done += (int)count;
            if (count < limit || done == expected.Count) break;
            if (next <= at && next != expected[done - 1].Last + 1) throw new InvalidOperationException($"RetagRange went from {at} on to {next}");
            at = next;
        }

        RadixAssert.Equal("retagged", expected.Count, done);
    }
}
