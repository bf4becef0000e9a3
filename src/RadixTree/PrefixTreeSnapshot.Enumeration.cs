using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

[DebuggerTypeProxy(typeof(PrefixDebugView<>))]
public sealed partial class PrefixTreeSnapshot<TValue> : IReadOnlyCollection<KeyValuePair<ReadOnlyMemory<byte>, TValue>>
{
    /// <summary>Enumerates all entries in ascending order without allocating.</summary>
    public PrefixEnumerator<TValue> GetEnumerator() => new(this, default);

    /// <summary>The entries that begin with <paramref name="prefix"/>, itself included, ascending. O(prefix length), then O(1) an entry. Copies the prefix.</summary>
    public PrefixView<TValue> EnumeratePrefix(ReadOnlySpan<byte> prefix) => new(this, PrefixRange.Of(prefix.ToArray()));

    /// <summary>The entries that begin with <paramref name="prefix"/>, itself included, ascending. O(prefix length), then O(1) an entry. Copies the prefix.</summary>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is not valid UTF-16.</exception>
    public PrefixView<TValue> EnumeratePrefix(ReadOnlySpan<char> prefix) => new(this, PrefixRange.Of(PrefixText.ToArray(prefix, nameof(prefix))));

    /// <summary>The entries that <paramref name="key"/> begins with, itself included, the shortest first. O(key length) in all. Copies the key.</summary>
    public PrefixesOfView<TValue> EnumeratePrefixesOf(ReadOnlySpan<byte> key) => new(this, key.ToArray());

    /// <summary>The entries that <paramref name="key"/> begins with, itself included, the shortest first. O(key length) in all. Copies the key.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public PrefixesOfView<TValue> EnumeratePrefixesOf(ReadOnlySpan<char> key) => new(this, PrefixText.ToArray(key, nameof(key)));

    /// <summary>The entries from <paramref name="first"/> on, itself included, ascending. Copies its argument.</summary>
    public PrefixView<TValue> EnumerateFrom(ReadOnlySpan<byte> first) => new(this, PrefixRange.From(first.ToArray()));

    /// <summary>The entries from <paramref name="first"/> on, itself included, ascending. Copies its argument.</summary>
    /// <exception cref="ArgumentException"><paramref name="first"/> is not valid UTF-16.</exception>
    public PrefixView<TValue> EnumerateFrom(ReadOnlySpan<char> first) => new(this, PrefixRange.From(PrefixText.ToArray(first, nameof(first))));

    /// <summary>The entries up to <paramref name="last"/>, itself included, ascending. Copies its argument.</summary>
    public PrefixView<TValue> EnumerateUpTo(ReadOnlySpan<byte> last) => new(this, PrefixRange.UpTo(last.ToArray()));

    /// <summary>The entries up to <paramref name="last"/>, itself included, ascending. Copies its argument.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is not valid UTF-16.</exception>
    public PrefixView<TValue> EnumerateUpTo(ReadOnlySpan<char> last) => new(this, PrefixRange.UpTo(PrefixText.ToArray(last, nameof(last))));

    /// <summary>The entries from <paramref name="first"/> to <paramref name="last"/>, both included, ascending. Copies its arguments.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public PrefixView<TValue> EnumerateRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => new(this, PrefixRange.Of(first.ToArray(), last.ToArray()));

    /// <summary>The entries from <paramref name="first"/> to <paramref name="last"/>, both included, ascending. Copies its arguments.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>, or one of them is not valid UTF-16.</exception>
    public PrefixView<TValue> EnumerateRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last) =>
        new(this, PrefixRange.Of(PrefixText.ToArray(first, nameof(first)), PrefixText.ToArray(last, nameof(last))));

    /// <summary>All entries, descending.</summary>
    public PrefixView<TValue> EnumerateDescending() => new(this, PrefixRange.AllDescending);

    /// <summary>The entries from <paramref name="first"/> to <paramref name="last"/>, both included, descending. Copies its arguments.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public PrefixView<TValue> EnumerateDescending(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => new(this, PrefixRange.Of(first.ToArray(), last.ToArray(), descending: true));

    /// <summary>The entries from <paramref name="first"/> to <paramref name="last"/>, both included, descending. Copies its arguments.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>, or one of them is not valid UTF-16.</exception>
    public PrefixView<TValue> EnumerateDescending(ReadOnlySpan<char> first, ReadOnlySpan<char> last) =>
        new(this, PrefixRange.Of(PrefixText.ToArray(first, nameof(first)), PrefixText.ToArray(last, nameof(last)), descending: true));

    /// <summary>Counts the entries that begin with <paramref name="prefix"/>, itself included. O(prefix length + entries / 32).</summary>
    public long CountPrefix(ReadOnlySpan<byte> prefix) => PrefixCopy<TValue>.Count(this, PrefixWindow.Of(prefix));

    /// <summary>Counts the entries whose text begins with <paramref name="prefix"/>, itself included. O(prefix length + entries / 32).</summary>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is not valid UTF-16.</exception>
    public long CountPrefix(ReadOnlySpan<char> prefix)
    {
        using var text = new PrefixText(prefix, stackalloc byte[PrefixText.Room], nameof(prefix));
        return CountPrefix(text.Bytes);
    }

    /// <summary>Copies the first entries from a key on, ascending, as many as there is room for. O(key length + entries).</summary>
    /// <param name="first">Where to begin.</param>
    /// <param name="keys">Gets the keys: the tree's own bytes, which never change. Its length is the greatest number of entries.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="resume">Where the next call begins, when there is more.</param>
    /// <param name="more">Whether there is more.</param>
    /// <returns>How many entries were copied.</returns>
    /// <exception cref="ArgumentException">The spans for keys and values differ in length.</exception>
    public int CopyRange(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more) =>
        PrefixCopy<TValue>.Fill(this, first, keys, values, out resume, out more);

    /// <summary>Copies the first entries from a text on, ascending, as many as there is room for. O(key length + entries).</summary>
    /// <param name="first">Where to begin.</param>
    /// <param name="keys">Gets the keys: the tree's own bytes, which never change. Its length is the greatest number of entries.</param>
    /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
    /// <param name="resume">Where the next call begins, when there is more.</param>
    /// <param name="more">Whether there is more.</param>
    /// <returns>How many entries were copied.</returns>
    /// <exception cref="ArgumentException">The spans for keys and values differ in length, or <paramref name="first"/> is not valid UTF-16.</exception>
    public int CopyRange(ReadOnlySpan<char> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more)
    {
        using var text = new PrefixText(first, stackalloc byte[PrefixText.Room], nameof(first));
        return CopyRange(text.Bytes, keys, values, out resume, out more);
    }

    /// <summary>Calls <paramref name="visitor"/> for each entry in ascending order. O(n).</summary>
    /// <param name="state">Passed on to the visitor, so that it need not be a closure.</param>
    /// <param name="visitor">Gets the state, the key, the value, and the ordinal of the entry, from 0. What it throws ends the visit.</param>
    /// <returns>How many entries were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, ReadOnlyMemory<byte>, TValue, long> visitor) => PrefixCopy<TValue>.Visit(this, state, visitor);

    /// <summary>The entries in an array, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public KeyValuePair<ReadOnlyMemory<byte>, TValue>[] ToArray() => [.. ToList()];

    /// <summary>The entries in a list, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> ToList() => PrefixCopy<TValue>.ToList(this, Count);

    IEnumerator<KeyValuePair<ReadOnlyMemory<byte>, TValue>> IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>>.GetEnumerator() => new PrefixPairPages<TValue>(this);

    IEnumerator IEnumerable.GetEnumerator() => new PrefixPairPages<TValue>(this);
}
