using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

[SkipLocalsInit] // texts are encoded into room on the stack that need not be cleared
public sealed partial class PrefixTree<TValue>
{
    /// <summary>Whether there is a key. O(key length), lock-free, linearizable, allocates nothing.</summary>
    public bool ContainsKey(ReadOnlySpan<byte> key)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.Contains(ref root, key);
    }

    /// <summary>Whether there is a text. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool ContainsKey(ReadOnlySpan<char> key)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return ContainsKey(text.Bytes);
    }

    /// <summary>Looks up many keys at once, in any order, also repeated ones. Lock-free; allocates nothing.</summary>
    /// <remarks>
    /// O(key length) each, but faster than single look-ups where the tree does not fit into the cache: the misses of 32 keys at a time overlap.
    /// Each look-up is linearizable by itself; together they are not a snapshot. A section covers 256 keys at most.
    /// </remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Gets the value of each key, or default where there is none. May be longer than <paramref name="keys"/>; the rest is left alone.</param>
    /// <param name="found">Gets for each key whether it is there. May be longer.</param>
    /// <returns>How many of the keys are there.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(keys.Length, "keys", values, found);
        int total = 0;
        for (int at = 0; at < keys.Length; at += PrefixManyReader<TValue>.SectionLength)
        {
            int length = Math.Min(PrefixManyReader<TValue>.SectionLength, keys.Length - at);
            using ReadSection section = domain.EnterRead(); // R1
            total += PrefixManyReader<TValue>.Get(ref root, keys.Slice(at, length), values.Slice(at, length), found.Slice(at, length));
        }

        return total;
    }

    /// <summary>Finds the longest key of the tree that <paramref name="key"/> begins with: itself, where it is there. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <remarks>What a routing table asks for. The empty key, where it is stored, is a prefix of every key.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="matchedLength">How many bytes of <paramref name="key"/> were found as a key; 0 also when none was.</param>
    /// <param name="value">The value of those.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetLongest(ref root, key, out matchedLength, out value);
    }

    /// <summary>Finds the longest key that a text begins with: the text itself, where it is there. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The text.</param>
    /// <param name="matchedLength">How many <see langword="char"/>s of <paramref name="key"/> were found as a key. Where a key was stored as bytes that end within a character, that is not counted.</param>
    /// <param name="value">The value of those.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        bool found = TryGetLongestPrefix(text.Bytes, out matchedLength, out value);
        matchedLength = text.CharsOf(matchedLength);
        return found;
    }

    /// <summary>Finds the first entry. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="found">Its key.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetFirst(out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetEnd(ref root, first: true, out found, out value);
    }

    /// <summary>Finds the last entry. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="found">Its key.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetLast(out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetEnd(ref root, first: false, out found, out value);
    }

    /// <summary>Finds the entry of a key, or else the nearest one below it. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The key, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetNearest(ref root, key, up: false, orEqual: true, out found, out value);
    }

    /// <summary>Finds the entry of a text, or else the nearest one below it. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The text, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryGetFloor(text.Bytes, out found, out value);
    }

    /// <summary>Finds the entry of a key, or else the nearest one above it. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The key, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetNearest(ref root, key, up: true, orEqual: true, out found, out value);
    }

    /// <summary>Finds the entry of a text, or else the nearest one above it. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The text, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryGetCeiling(text.Bytes, out found, out value);
    }

    /// <summary>Finds the nearest entry below a key. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The key, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetNearest(ref root, key, up: false, orEqual: false, out found, out value);
    }

    /// <summary>Finds the nearest entry below a text. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The text, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryGetLower(text.Bytes, out found, out value);
    }

    /// <summary>Finds the nearest entry above a key. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The key, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixReader<TValue>.TryGetNearest(ref root, key, up: true, orEqual: false, out found, out value);
    }

    /// <summary>Finds the nearest entry above a text. O(key length), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="key">The text, which need not be there.</param>
    /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
    /// <param name="value">The value of the entry.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    public bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryGetHigher(text.Bytes, out found, out value);
    }
}
