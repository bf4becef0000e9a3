using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>What a maple tree should hold: every key from the first to the last, as a plain list of ranges in which no two neighbours are empty.</summary>
/// <remarks>Each write rebuilds the list, each read walks it, and sizes are counted in integers of any length: there is nothing in here to get wrong.</remarks>
internal sealed class RangeModel<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly bool _coalesce;
    private List<RangeEntry<TKey, TValue>> _entries = [Gap(TKey.MinValue, TKey.MaxValue)];

    public RangeModel(bool coalesce) => _coalesce = coalesce;

    public RangeModel(RangeModel<TKey, TValue> other)
    {
        _coalesce = other._coalesce;
        _entries = [.. other._entries];
    }

    /// <summary>Ranges and gaps, which together are all keys.</summary>
    public IReadOnlyList<RangeEntry<TKey, TValue>> Entries => _entries;

    public List<RangeEntry<TKey, TValue>> Ranges => [.. _entries.Where(entry => entry.HasValue)];

    public int Count => _entries.Count(entry => entry.HasValue);

    public RangeEntry<TKey, TValue> At(TKey key) => _entries.First(entry => entry.Last >= key);

    public List<RangeEntry<TKey, TValue>> Overlapping(TKey first, TKey last, bool gaps)
        => [.. _entries.Where(entry => entry.Last >= first && entry.First <= last && (gaps || entry.HasValue))];

    public bool AnyIn(TKey first, TKey last) => Overlapping(first, last, gaps: false).Count > 0;

    public void Store(TKey first, TKey last, TValue value) => Put(new(first, last, value));

    public void Erase(TKey first, TKey last) => Put(Gap(first, last));

    public void Clear() => _entries = [Gap(TKey.MinValue, TKey.MaxValue)];

    /// <summary>Replaces everything.</summary>
    public void Load(IEnumerable<RangeEntry<TKey, TValue>> ranges)
    {
        Clear();
        foreach (var range in ranges) Put(range);
    }

    /// <summary>The lowest first key at which size keys are free within the window, a multiple of the alignment.</summary>
    public TKey? LowestGap(TKey size, TKey first, TKey last, TKey alignment)
    {
        foreach (var gap in _entries.Where(entry => !entry.HasValue))
        {
            BigInteger start = RoundUp(BigInteger.Max(Big(gap.First), Big(first)), Big(alignment));
            if (start + Big(size) - 1 <= BigInteger.Min(Big(gap.Last), Big(last))) return TKey.CreateChecked(start);
        }

        return null;
    }

    /// <summary>The highest such key.</summary>
    public TKey? HighestGap(TKey size, TKey first, TKey last, TKey alignment)
    {
        foreach (var gap in _entries.Where(entry => !entry.HasValue).Reverse())
        {
            BigInteger start = BigInteger.Min(Big(gap.Last), Big(last)) - Big(size) + 1;
            if (start < 0) continue;
            start -= start % Big(alignment);
            if (start >= BigInteger.Max(Big(gap.First), Big(first))) return TKey.CreateChecked(start);
        }

        return null;
    }

    /// <summary>Whether that many keys can be in the window at all.</summary>
    public static bool Fits(TKey size, TKey first, TKey last) => Big(size) <= Big(last) - Big(first) + 1;

    public static BigInteger Big(TKey key) => BigInteger.CreateChecked(key);

    private static BigInteger RoundUp(BigInteger key, BigInteger alignment) => (key + alignment - 1) / alignment * alignment;

    private static RangeEntry<TKey, TValue> Gap(TKey first, TKey last) => new(first, last, default!, hasValue: false);

    private void Put(RangeEntry<TKey, TValue> put)
    {
        var next = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _entries)
        {
            if (entry.First < put.First) Append(next, new(entry.First, TKey.Min(entry.Last, put.First - TKey.One), entry.Value, entry.HasValue));
            if (entry.First <= put.First && put.First <= entry.Last) Append(next, put);
            if (entry.Last > put.Last) Append(next, new(TKey.Max(entry.First, put.Last + TKey.One), entry.Last, entry.Value, entry.HasValue));
        }

        _entries = next;
    }

    private void Append(List<RangeEntry<TKey, TValue>> list, RangeEntry<TKey, TValue> entry)
    {
        if (list.Count > 0 && Merges(list[^1], entry)) list[^1] = new(list[^1].First, entry.Last, entry.Value, entry.HasValue);
        else list.Add(entry);
    }

    private bool Merges(RangeEntry<TKey, TValue> left, RangeEntry<TKey, TValue> right)
        => left.HasValue == right.HasValue && (!left.HasValue || (_coalesce && EqualityComparer<TValue>.Default.Equals(left.Value, right.Value)));
}
