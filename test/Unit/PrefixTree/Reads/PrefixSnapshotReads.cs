using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>Reads of a snapshot.</summary>
internal readonly struct PrefixSnapshotReads(PrefixTreeSnapshot<int> snapshot) : IPrefixReads
{
    public int Count => snapshot.Count;

    public bool TryGetValue(ReadOnlySpan<byte> key, out int value) => snapshot.TryGetValue(key, out value);

    public bool TryGetValue(ReadOnlySpan<char> key, out int value) => snapshot.TryGetValue(key, out value);

    public bool ContainsKey(ReadOnlySpan<byte> key) => snapshot.ContainsKey(key);

    public bool ContainsKey(ReadOnlySpan<char> key) => snapshot.ContainsKey(key);

    public int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<int> values, Span<bool> found) => snapshot.GetMany(keys, values, found);

    public bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, out int value) => snapshot.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, out int value) => snapshot.TryGetLongestPrefix(key, out matchedLength, out value);

    public bool TryGetFirst(out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetFirst(out found, out value);

    public bool TryGetLast(out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetLast(out found, out value);

    public bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetFloor(key, out found, out value);

    public bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetFloor(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetCeiling(key, out found, out value);

    public bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetCeiling(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetLower(key, out found, out value);

    public bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetLower(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetHigher(key, out found, out value);

    public bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value) => snapshot.TryGetHigher(key, out found, out value);

    public PrefixEnumerator<int> GetEnumerator() => snapshot.GetEnumerator();

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<byte> prefix) => snapshot.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<byte> key) => snapshot.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<byte> first) => snapshot.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<byte> last) => snapshot.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => snapshot.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last) => snapshot.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<byte> prefix) => snapshot.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => snapshot.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumeratePrefix(ReadOnlySpan<char> prefix) => snapshot.EnumeratePrefix(prefix);

    public PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<char> key) => snapshot.EnumeratePrefixesOf(key);

    public PrefixView<int> EnumerateFrom(ReadOnlySpan<char> first) => snapshot.EnumerateFrom(first);

    public PrefixView<int> EnumerateUpTo(ReadOnlySpan<char> last) => snapshot.EnumerateUpTo(last);

    public PrefixView<int> EnumerateRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => snapshot.EnumerateRange(first, last);

    public PrefixView<int> EnumerateDescending(ReadOnlySpan<char> first, ReadOnlySpan<char> last) => snapshot.EnumerateDescending(first, last);

    public long CountPrefix(ReadOnlySpan<char> prefix) => snapshot.CountPrefix(prefix);

    public int CopyRange(ReadOnlySpan<char> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more) => snapshot.CopyRange(first, keys, values, out resume, out more);

    public PrefixView<int> EnumerateDescending() => snapshot.EnumerateDescending();

    public long ForEach(List<(byte[] Key, int Value)> state, Action<List<(byte[] Key, int Value)>, ReadOnlyMemory<byte>, int, long> visitor) => snapshot.ForEach(state, visitor);

    public KeyValuePair<ReadOnlyMemory<byte>, int>[] ToArray() => snapshot.ToArray();

    public List<KeyValuePair<ReadOnlyMemory<byte>, int>> ToList() => snapshot.ToList();
}
