using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>The steps that only a tree has.</summary>
internal sealed partial class RadixRun<TValue>
{
    private void One(RadixVerb verb, ulong index)
    {
        var there = _model.At(index);
        TValue value = NextValue(), other = NextValue();
        switch (verb)
        {
            case RadixVerb.Add:
                if (there is not null) Assert.Throws<ArgumentException>(() => _tree.Add(index, value));
                else _tree.Add(index, value);
                if (there is null) _model.Store(index, value);
                break;
            case RadixVerb.GetOrAdd:
                RadixAssert.Equal("GetOrAdd", there is { } a ? a.Value : value, _tree.GetOrAdd(index, value));
                if (there is null) _model.Store(index, value);
                break;
            case RadixVerb.GetOrAddMade:
                RadixAssert.Equal("GetOrAdd", there is { } b ? b.Value : value, _tree.GetOrAdd(index, _ => value));
                if (there is null) _model.Store(index, value);
                break;
            case RadixVerb.AddOrUpdate:
                TValue now = there is null ? value : other;
                RadixAssert.Equal("AddOrUpdate", now, _tree.AddOrUpdate(index, value, (_, _) => other));
                _model.Store(index, now);
                break;
            default:
                TValue comparand = verb == RadixVerb.CompareExchange && there is { } c ? c.Value : other;
                bool stores = there is { } d && EqualityComparer<TValue>.Default.Equals(d.Value, comparand);
                RadixAssert.Equal("CompareExchange", stores, _tree.CompareExchange(index, value, comparand, out TValue? current));
                RadixAssert.Equal("current", there is { } e ? e.Value : default, current);
                if (stores) _model.Store(index, value);
                break;
        }
    }

    private void BySlot(ulong index, int number)
    {
        RadixAssert.Equal($"TryGetSlot({index})", _model.At(index) is not null, _tree.TryGetSlot(index, out var slot));
        if (_model.At(index) is not { } piece) return;
        Through(ref slot, piece, index, number);
        slot.Dispose();
    }

    private void Through(scoped ref RadixSlot<TValue> slot, RadixPiece<TValue> piece, ulong index, int number)
    {
        RadixAssert.Equal("Value", piece.Value, slot.Value);
        RadixAssert.Equal("Index, Last", (piece.First, piece.Last), (slot.Index, slot.Last));
        TValue value = NextValue();
        int tag = _tree.TagCount == 0 ? 0 : number % _tree.TagCount;
        switch (number % 4)
        {
            case 0:
                RadixAssert.Equal("TryReplace", true, slot.TryReplace(value));
                _model.StoreRange(piece.First, piece.Last, value);
                RadixAssert.Equal("Value after TryReplace", value, slot.Value);
                break;
            case 1:
                _tree.Remove(index);
                _model.RemoveRange(index, index);
                RadixAssert.Equal("Value of what is gone", piece.Value, slot.Value);
                RadixAssert.Equal("TryReplace of what is gone", false, slot.TryReplace(value));
                RadixAssert.Equal("IsValid", false, slot.IsValid);
                break;
            case 2 when _tree.TagCount > 0:
                RadixAssert.Equal("SetTag", _model.SetTag(index, tag), slot.SetTag(tag));
                RadixAssert.Equal("GetTag", true, slot.GetTag(tag));
                break;
            case 3 when _tree.TagCount > 0:
                RadixAssert.Equal("ClearTag", _model.ClearTag(index, tag), slot.ClearTag(tag));
                RadixAssert.Equal("GetTag", false, slot.GetTag(tag));
                break;
        }
    }

    private void Bulk(RadixOp op)
    {
        var pairs = new List<KeyValuePair<ulong, TValue>>();
        for (int i = op.First; i <= op.Last; i += 1 + (i * op.Number % 4)) pairs.Add(new(_world.IndexOf(i), NextValue()));
        switch (op.Verb)
        {
            case RadixVerb.Load:
                _tree.Load(pairs);
                _model.Clear();
                foreach (var (index, value) in pairs) _model.Store(index, value);
                break;
            case RadixVerb.LoadUnsorted:
                Assert.Throws<ArgumentException>(() => _tree.Load([.. pairs, pairs[0]]));
                break;
            default:
                if (pairs.Any(pair => _model.At(pair.Key) is not null))
                {
                    Assert.Throws<ArgumentException>(() => _tree.AddRange(pairs));
                    break;
                }

                pairs.Reverse();
                _tree.AddRange(pairs);
                foreach (var (index, value) in pairs) _model.Store(index, value);
                break;
        }
    }

    private void LoopRemove(ulong from)
    {
        var expected = _model.Overlapping(from, ulong.MaxValue);
        var seen = new List<ulong>();
        foreach (var (index, value) in _tree.EnumerateRange(from, ulong.MaxValue))
        {
            seen.Add(index);
            if (seen.Count % 2 == 0) continue;
            RadixAssert.Equal("answer", true, _tree.TryRemove(index, out TValue? removed));
            RadixAssert.Equal("removed", value, removed);
        }

        RadixAssert.Same("loop", expected.Select(piece => piece.First), seen);
        foreach (ulong index in seen.Where((_, i) => i % 2 == 0)) _model.RemoveRange(index, index);
    }

    private void Misuse(ulong low, ulong high)
    {
        int tags = _tree.TagCount;
        Assert.Throws<ArgumentOutOfRangeException>("tag", () => _tree.SetTag(low, tags));
        Assert.Throws<ArgumentOutOfRangeException>("tag", () => _tree.ClearTag(low, -1));
        Assert.Throws<ArgumentOutOfRangeException>("tag", () => _tree.GetTag(low, tags));
        Assert.Throws<ArgumentOutOfRangeException>("tag", () => _tree.IsAnyTagged(tags));
        Assert.Throws<ArgumentOutOfRangeException>("tag", () => _tree.CountTagged(tags));
        if (low == high) return;
        TValue value = NextValue();
        Assert.ThrowsAny<ArgumentException>(() => _tree.StoreRange(high, low, value));
        Assert.ThrowsAny<ArgumentException>(() => _tree.RemoveRange(high, low));
        Assert.ThrowsAny<ArgumentException>(() => _tree.EnumerateRange(high, low));
    }
}
