using System;

namespace Concurrent;

public sealed partial class BPlusTreeSnapshot<TKey, TValue>
{
    /// <summary>Looks up many keys at once, in any order, also repeated ones: two to three times as fast as single look-ups where the snapshot does not fit into the cache.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Gets the value of each key, or default where it is absent. May be longer than <paramref name="keys"/>; must not overlap it.</param>
    /// <param name="found">Gets for each key whether it is present. May be longer.</param>
    /// <returns>How many of the keys were found.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
    /// <exception cref="ArgumentNullException">One of the keys is null; nothing was written.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        ManyReader<TKey, TValue>.Check(keys, values, found);
        return ManyReader<TKey, TValue>.Get(ref Root, keys, values, found, comparer);
    }

    /// <summary>Counts the entries in a range, exactly. O(log n + leaves in the range); O(1) for <see cref="KeyRange{TKey}.All"/>.</summary>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public long CountRange(KeyRange<TKey> range) => range.IsUnbounded ? LongCount : RangeReader<TKey, TValue>.Count(this, range.Validated(comparer, nameof(range)));

    /// <summary>Copies the first entries of the snapshot in a range, ascending, as many as there is room for. O(log n + entries).</summary>
    /// <param name="range">Which entries.</param>
    /// <param name="keys">Gets the keys; its length is the greatest number of entries.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="rest">What of the range lies behind the entries copied; the range itself when there were none.</param>
    /// <returns>How many entries were copied. Fewer than there is room for: that was all.</returns>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest) =>
        RangeReader<TKey, TValue>.Copy(this, range.Validated(comparer, nameof(range)), descending: false, keys, values, out rest);

    /// <summary>Copies the last entries of the snapshot in a range, descending, as many as there is room for. O(log n + entries).</summary>
    /// <param name="range">Which entries.</param>
    /// <param name="keys">Gets the keys; its length is the greatest number of entries.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="rest">What of the range lies below the entries copied; the range itself when there were none.</param>
    /// <returns>How many entries were copied. Fewer than there is room for: that was all.</returns>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest) =>
        RangeReader<TKey, TValue>.Copy(this, range.Validated(comparer, nameof(range)), descending: true, keys, values, out rest);

    /// <summary>A cursor over the snapshot. It holds no read section. Dispose it where the tree owns its values: until then it holds them back, as an enumerator does.</summary>
    public EntryCursor<TKey, TValue> GetCursor() => new(this);
}
