using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Opens a read section once for many calls: each look-up through the result saves the nanosecond or two of a section of its own.</summary>
    /// <remarks>It makes nothing atomic: two look-ups may see writes that came in between. Keep it short; it holds back every grace period of the <see cref="Domain"/>.</remarks>
    /// <example><code>
    /// using var reader = tree.Read();
    /// foreach (long id in ids)
    /// {
    ///     if (reader.TryGetValue(id, out var order)) total += order.Amount;
    /// }
    /// </code></example>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public Reader Read() => new(this);

    /// <summary>Looks up many keys at once, in any order, also repeated ones. Lock-free; allocates nothing.</summary>
    /// <remarks>
    /// O(log n) each, but two to three times as fast as single look-ups where the tree does not fit into the cache: the misses of 32 keys at a time overlap.
    /// In a small tree it gains little, and with keys that are objects it can be slower there.
    /// Each look-up is linearizable by itself; together they are not a snapshot. A section covers 256 keys at most.
    /// </remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Gets the value of each key, or default where it is absent. May be longer than <paramref name="keys"/>; the rest is left alone. Must not overlap it.</param>
    /// <param name="found">Gets for each key whether it is present. May be longer.</param>
    /// <returns>How many of the keys were found.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
    /// <exception cref="ArgumentNullException">One of the keys is null; nothing was written.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        ThrowIfUnprotected();
        ManyReader<TKey, TValue>.Check(keys, values, found);
        int total = 0;
        for (int at = 0; at < keys.Length; at += ManyReader<TKey, TValue>.SectionLength)
        {
            int length = Math.Min(ManyReader<TKey, TValue>.SectionLength, keys.Length - at);
            using ReadSection section = domain.EnterRead(); // R1
            total += ManyReader<TKey, TValue>.Get(ref root, keys.Slice(at, length), values.Slice(at, length), found.Slice(at, length), comparer);
        }

        return total;
    }

    /// <summary>Counts the entries whose keys lie in <paramref name="range"/>. O(log n + leaves in the range); O(1) for <see cref="KeyRange{TKey}.All"/>. Lock-free; allocates nothing.</summary>
    /// <remarks>Exact for some moment when the range lies in one leaf. Otherwise as an enumeration counts: entries present throughout are counted once, those added or removed
    /// meanwhile may or may not be. A snapshot counts exactly.</remarks>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public long CountRange(KeyRange<TKey> range) =>
        range.IsUnbounded ? core.Count : RangeReader<TKey, TValue>.Count(this, range.Validated(comparer, nameof(range)));

    /// <summary>Copies the first entries of <paramref name="range"/>, ascending, as many as there is room for. O(log n + entries); lock-free; allocates nothing.</summary>
    /// <remarks>
    /// <paramref name="rest"/> begins behind the last entry that was copied, so a loop loses and repeats nothing, whatever is written meanwhile: entries present throughout
    /// are copied once, those added or removed meanwhile may or may not be. 0 means that the range holds nothing more; what is added behind its last entry later, a later call with
    /// the same <paramref name="rest"/> finds.
    /// </remarks>
    /// <example><code>
    /// var rest = KeyRange&lt;long&gt;.AtLeast(100);
    /// while (tree.CopyRange(rest, keys, values, out rest) is &gt; 0 and var count)
    /// {
    ///     Send(keys[..count], values[..count]);
    /// }
    /// </code></example>
    /// <param name="range">Which entries.</param>
    /// <param name="keys">Gets the keys; its length is the greatest number of entries.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="rest">What of the range lies behind the entries copied; the range itself when there were none.</param>
    /// <returns>How many entries were copied. Fewer than there is room for: the end was reached.</returns>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
    {
        ThrowIfUnprotected();
        return RangeReader<TKey, TValue>.Copy(this, range.Validated(comparer, nameof(range)), descending: false, keys, values, out rest);
    }

    /// <summary>Copies the last entries of <paramref name="range"/>, descending: <see cref="CopyRange"/> from the other end.</summary>
    /// <param name="range">Which entries.</param>
    /// <param name="keys">Gets the keys, the greatest first.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="rest">What of the range lies below the entries copied; the range itself when there were none.</param>
    /// <returns>How many entries were copied. Fewer than there is room for: the beginning was reached.</returns>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
    {
        ThrowIfUnprotected();
        return RangeReader<TKey, TValue>.Copy(this, range.Validated(comparer, nameof(range)), descending: true, keys, values, out rest);
    }

    /// <summary>A cursor, nowhere yet: seek, or <see cref="EntryCursor{TKey,TValue}.MoveNext"/> to the first entry, or MovePrevious to the last. Dispose it: it holds a read section.</summary>
    /// <example><code>
    /// using var cursor = quotes.GetCursor();
    /// if (cursor.SeekFloor(noon)) Console.WriteLine($"at noon: {cursor.Value}");
    /// while (cursor.MovePrevious()) Console.WriteLine($"before: {cursor.Key}: {cursor.Value}");
    /// </code></example>
    public EntryCursor<TKey, TValue> GetCursor() => new(this);
}
