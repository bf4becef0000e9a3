using System;
using System.Numerics;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>The steps that a tree and a batch have in common, done to one of them and to the model.</summary>
internal static class RangeSteps
{
    /// <summary>Does the step.</summary>
    /// <returns>False when it is none of the common ones.</returns>
    public static bool Do<TAccess, TKey, TValue>(RangeOp op, RangeWorld<TKey, TValue> world, TAccess tree, RangeModel<TKey, TValue> model, Func<TValue> next)
        where TAccess : IRangeReads<TKey, TValue>, IRangeWrites<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        TKey first = world.KeyOf(op.First);
        TKey last = world.KeyOf(op.Last);
        switch (op.Verb)
        {
            case RangeVerb.TryAdd or RangeVerb.TryAddRange:
                if (op.Verb == RangeVerb.TryAdd) last = first;
                bool free = !model.AnyIn(first, last);
                TValue added = next();
                MapleAssert.Equal("answer", free, op.Verb == RangeVerb.TryAdd ? tree.TryAdd(first, added) : tree.TryAddRange(first, last, added));
                if (free) model.Store(first, last, added);
                break;
            case RangeVerb.Store:
                Store(tree, model, first, first, next());
                break;
            case RangeVerb.StoreRange:
                Store(tree, model, first, last, next());
                break;
            case RangeVerb.StoreSame:
                Store(tree, model, first, last, world.ValueOf(op.Number));
                break;
            case RangeVerb.StoreExactly:
                var exact = model.At(first);
                Store(tree, model, exact.First, exact.Last, next());
                break;
            case RangeVerb.TryRemoveContaining:
                var there = model.At(first);
                MapleAssert.Equal("answer", there.HasValue, tree.TryRemoveContaining(first, out var removed));
                MapleAssert.Equal("removed, or the gap", there, removed);
                model.Erase(there.First, there.Last);
                break;
            case RangeVerb.RemoveRange:
                MapleAssert.Equal("answer", model.AnyIn(first, last), tree.RemoveRange(first, last));
                model.Erase(first, last);
                break;
            case RangeVerb.Comb:
                for (int i = op.First; i <= op.Last; i++) Store(tree, model, world.KeyOf(i), world.KeyOf(i), next());
                break;
            case RangeVerb.Punch:
                for (int i = op.First; i <= op.Last; i += 2)
                {
                    TKey hole = world.KeyOf(i);
                    MapleAssert.Equal("answer", model.AnyIn(hole, hole), tree.RemoveRange(hole, hole));
                    model.Erase(hole, hole);
                }

                break;
            case RangeVerb.Clear:
                tree.Clear();
                model.Clear();
                break;
            case RangeVerb.Allocate or RangeVerb.AllocateHighest or RangeVerb.AllocateCyclic:
                Allocate(op, tree, model, first, last, next());
                break;
            case RangeVerb.Window:
                MapleAssert.Window(tree, model, first, last);
                break;
            default:
                return false;
        }

        return true;
    }

    private static void Store<TAccess, TKey, TValue>(TAccess tree, RangeModel<TKey, TValue> model, TKey first, TKey last, TValue value)
        where TAccess : IRangeWrites<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        if (first == last) tree.Store(first, value);
        else tree.StoreRange(first, last, value);
        model.Store(first, last, value);
    }

    private static void Allocate<TAccess, TKey, TValue>(RangeOp op, TAccess tree, RangeModel<TKey, TValue> model, TKey first, TKey last, TValue value)
        where TAccess : IRangeWrites<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        TKey size = TKey.CreateChecked(1 + (op.Number % 4));
        TKey alignment = TKey.CreateChecked(1 << (op.Number % 3));
        if (!RangeModel<TKey, TValue>.Fits(size, first, last)) return;
        TKey? expected;
        TKey at;
        bool found;
        if (op.Verb == RangeVerb.AllocateCyclic)
        {
            // Where the search begins: inside the window, before it or behind it.
            TKey start = TKey.CreateTruncating(op.Number * 31);
            TKey from = TKey.Max(first, start);
            expected = from <= last && RangeModel<TKey, TValue>.Fits(size, from, last) ? model.LowestGap(size, from, last, TKey.One) : null;
            expected ??= model.LowestGap(size, first, last, TKey.One);
            TKey going = start;
            found = tree.TryAllocateCyclic(size, value, ref going, out at, first, last);
            TKey behind = expected is not { } e ? start : TKey.MaxValue - e < size ? first : e + size;
            MapleAssert.Equal("next", behind, going);
        }
        else if (op.Verb == RangeVerb.Allocate)
        {
            expected = model.LowestGap(size, first, last, alignment);
            found = tree.TryAllocate(size, value, out at, first, last, alignment);
        }
        else
        {
            expected = model.HighestGap(size, first, last, alignment);
            found = tree.TryAllocateHighest(size, value, out at, first, last, alignment);
        }

        MapleAssert.Found("allocated", expected, found, at);
        if (found) model.Store(at, at + (size - TKey.One), value);
    }
}
