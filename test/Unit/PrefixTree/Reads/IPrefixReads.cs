using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Prefixes;

/// <summary>What a prefix tree, a snapshot of one and a batch can all be asked.</summary>
internal interface IPrefixReads
{
    int Count { get; }

    bool TryGetValue(ReadOnlySpan<byte> key, out int value);

    bool TryGetValue(ReadOnlySpan<char> key, out int value);

    bool ContainsKey(ReadOnlySpan<byte> key);

    bool ContainsKey(ReadOnlySpan<char> key);

    int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<int> values, Span<bool> found);

    bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, out int value);

    bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, out int value);

    bool TryGetFirst(out ReadOnlyMemory<byte> found, out int value);

    bool TryGetLast(out ReadOnlyMemory<byte> found, out int value);

    bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out int value);

    bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, out int value);

    PrefixEnumerator<int> GetEnumerator();

    PrefixView<int> EnumeratePrefix(ReadOnlySpan<byte> prefix);

    PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<byte> key);

    PrefixView<int> EnumerateFrom(ReadOnlySpan<byte> first);

    PrefixView<int> EnumerateUpTo(ReadOnlySpan<byte> last);

    PrefixView<int> EnumerateRange(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last);

    PrefixView<int> EnumerateDescending(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last);

    long CountPrefix(ReadOnlySpan<byte> prefix);

    int CopyRange(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more);

    PrefixView<int> EnumeratePrefix(ReadOnlySpan<char> prefix);

    PrefixesOfView<int> EnumeratePrefixesOf(ReadOnlySpan<char> key);

    PrefixView<int> EnumerateFrom(ReadOnlySpan<char> first);

    PrefixView<int> EnumerateUpTo(ReadOnlySpan<char> last);

    PrefixView<int> EnumerateRange(ReadOnlySpan<char> first, ReadOnlySpan<char> last);

    PrefixView<int> EnumerateDescending(ReadOnlySpan<char> first, ReadOnlySpan<char> last);

    long CountPrefix(ReadOnlySpan<char> prefix);

    int CopyRange(ReadOnlySpan<char> first, Span<ReadOnlyMemory<byte>> keys, Span<int> values, out ReadOnlyMemory<byte> resume, out bool more);

    PrefixView<int> EnumerateDescending();

    long ForEach(List<(byte[] Key, int Value)> state, Action<List<(byte[] Key, int Value)>, ReadOnlyMemory<byte>, int, long> visitor);

    KeyValuePair<ReadOnlyMemory<byte>, int>[] ToArray();

    List<KeyValuePair<ReadOnlyMemory<byte>, int>> ToList();
}
