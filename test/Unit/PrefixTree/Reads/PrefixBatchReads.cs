using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Reads of a batch's own view.</summary>
internal readonly ref struct PrefixBatchReads(PrefixTree<int>.Batch batch) : IPrefixReads
{
    private readonly PrefixTree<int>.Batch _batch = batch;

    public int Count => _batch.Count;

    public bool TryGetValue(ReadOnlySpan<byte> key, out int value) => _batch.TryGetValue(key, out value);

    public bool TryGetValue(ReadOnlySpan<char> key, out int value) => _batch.TryGetValue(key, out value);

    public bool ContainsKey(ReadOnlySpan<byte> key) => _batch.ContainsKey(key);

    public bool ContainsKey(ReadOnlySpan<char> key) => _batch.ContainsKey(key);

    public int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<int> values, Span<bool> found) => _batch.GetMany(keys, values, found);

    public bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, out int value) => _batch.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, out int value) => _batch.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetFirst(out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetFirst(out found, out value);

    public bool TryGetLast(out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetLast(out found, out value);

    public bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetFloor(key, out found, out value);

    public bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetFloor(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetCeiling(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetCeiling(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetLower(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetLower(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetHigher(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => _batch.TryGetHigher(key, out found, out value);

    public PrefixEnumerator<int> GetEnumerator() => _batch.GetEnumerator();

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<byte> prefix) => _batch.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<byte> key) => _batch.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<byte> first) => _batch.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<byte> last) => _batch.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => _batch.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => _batch.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<byte> prefix) => _batch.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => _batch.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<char> prefix) => _batch.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<char> key) => _batch.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<char> first) => _batch.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<char> last) => _batch.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => _batch.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => _batch.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<char> prefix) => _batch.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<char> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => _batch.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumerateDescending() => _batch.EnumerateDescending();

    public long ForEach(List<(byte[] Key, int Value)> state, Action<List<(byte[] Key, int Value)>, ReadOnlyMemory<byte>, int, long> visitor) => _batch.ForEach(state, visitor);

    public KeyValuePair<ReadOnlyMemory<byte>, int>[] ToArray() => _batch.ToArray();

    public List<KeyValuePair<ReadOnlyMemory<byte>, int>> ToList() => _batch.ToList();
}
