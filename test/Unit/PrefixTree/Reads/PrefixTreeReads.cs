using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Reads of a tree.</summary>
internal readonly struct PrefixTreeReads(PrefixTree<int> tree) : IPrefixReads
{
    public int Count => tree.Count;

    public bool TryGetValue(ReadOnlySpan<byte> key, out int value) => tree.TryGetValue(key, out value);

    public bool TryGetValue(ReadOnlySpan<char> key, out int value) => tree.TryGetValue(key, out value);

    public bool ContainsKey(ReadOnlySpan<byte> key) => tree.ContainsKey(key);

    public bool ContainsKey(ReadOnlySpan<char> key) => tree.ContainsKey(key);

    public int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<int> values, Span<bool> found) => tree.GetMany(keys, values, found);

    public bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, out int value) => tree.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, out int value) => tree.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetFirst(out ReadOnlyMemory<byte> found, out int value) => tree.TryGetFirst(out found, out value);

    public bool TryGetLast(out ReadOnlyMemory<byte> found, out int value) => tree.TryGetLast(out found, out value);

    public bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetFloor(key, out found, out value);

    public bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetFloor(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetCeiling(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetCeiling(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetLower(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetLower(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetHigher(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => tree.TryGetHigher(key, out found, out value);

    public PrefixEnumerator<int> GetEnumerator() => tree.GetEnumerator();

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<byte> prefix) => tree.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<byte> key) => tree.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<byte> first) => tree.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<byte> last) => tree.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => tree.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => tree.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<byte> prefix) => tree.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => tree.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<char> prefix) => tree.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<char> key) => tree.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<char> first) => tree.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<char> last) => tree.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => tree.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => tree.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<char> prefix) => tree.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<char> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => tree.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumerateDescending() => tree.EnumerateDescending();

    public long ForEach(List<(byte[] Key, int Value)> state, Action<List<(byte[] Key, int Value)>, ReadOnlyMemory<byte>, int, long> visitor) => tree.ForEach(state, visitor);

    public KeyValuePair<ReadOnlyMemory<byte>, int>[] ToArray() => tree.ToArray();

    public List<KeyValuePair<ReadOnlyMemory<byte>, int>> ToList() => tree.ToList();
}
