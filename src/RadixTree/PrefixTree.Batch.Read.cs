using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <content>Reads of the batch's own view, all of them exact.</content>
    public ref partial struct Batch
    {
        /// <summary>Finds the value of a key. O(key length).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetValue(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value) => PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out value);

        /// <summary>Finds the value of a text. O(key length).</summary>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetValue(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryGetValue(text.Bytes, out value);
        }

        /// <summary>Whether there is a key. O(key length).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ContainsKey(ReadOnlySpan<byte> key) => PrefixReader<TValue>.Contains(ref Core.BatchRoot, key);

        /// <summary>Whether there is a text. O(key length).</summary>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ContainsKey(ReadOnlySpan<char> key)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return ContainsKey(text.Bytes);
        }

        /// <summary>Looks up many keys at once, in any order, also repeated ones: faster than single look-ups where the tree does not fit into the cache.</summary>
        /// <param name="keys">The keys.</param>
        /// <param name="values">Gets the value of each key, or default where there is none. May be longer than <paramref name="keys"/>; the rest is left alone.</param>
        /// <param name="found">Gets for each key whether it is there. May be longer.</param>
        /// <returns>How many of the keys are there.</returns>
        /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int GetMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found)
        {
            PrefixCore<TValue> core = Core;
            ManyArguments.Check(keys.Length, "keys", values, found);
            return PrefixManyReader<TValue>.Get(ref core.BatchRoot, keys, values, found);
        }

        /// <summary>Finds the longest key of the batch's view that <paramref name="key"/> begins with: itself, where it is there. O(key length).</summary>
        /// <param name="key">The key.</param>
        /// <param name="matchedLength">How many bytes of <paramref name="key"/> were found as a key; 0 also when none was.</param>
        /// <param name="value">The value of those.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLongestPrefix(ReadOnlySpan<byte> key, out int matchedLength, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetLongest(ref Core.BatchRoot, key, out matchedLength, out value);

        /// <summary>Finds the longest key that a text begins with: the text itself, where it is there. O(key length).</summary>
        /// <param name="key">The text.</param>
        /// <param name="matchedLength">How many <see langword="char"/>s of <paramref name="key"/> were found as a key. Where a key was stored as bytes that end within a character, that is not counted.</param>
        /// <param name="value">The value of those.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLongestPrefix(ReadOnlySpan<char> key, out int matchedLength, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            bool found = TryGetLongestPrefix(text.Bytes, out matchedLength, out value);
            matchedLength = text.CharsOf(matchedLength);
            return found;
        }

        /// <summary>Finds the first entry. O(height).</summary>
        /// <param name="found">Its key.</param>
        /// <param name="value">Its value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFirst(out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetEnd(ref Core.BatchRoot, first: true, out found, out value);

        /// <summary>Finds the last entry. O(height).</summary>
        /// <param name="found">Its key.</param>
        /// <param name="value">Its value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLast(out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetEnd(ref Core.BatchRoot, first: false, out found, out value);

        /// <summary>Finds the entry of a key, or else the nearest one below it. O(key length).</summary>
        /// <param name="key">The key, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFloor(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetNearest(ref Core.BatchRoot, key, up: false, orEqual: true, out found, out value);

        /// <summary>Finds the entry of a text, or else the nearest one below it. O(key length).</summary>
        /// <param name="key">The text, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFloor(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryGetFloor(text.Bytes, out found, out value);
        }

        /// <summary>Finds the entry of a key, or else the nearest one above it. O(key length).</summary>
        /// <param name="key">The key, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetCeiling(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetNearest(ref Core.BatchRoot, key, up: true, orEqual: true, out found, out value);

        /// <summary>Finds the entry of a text, or else the nearest one above it. O(key length).</summary>
        /// <param name="key">The text, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetCeiling(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryGetCeiling(text.Bytes, out found, out value);
        }

        /// <summary>Finds the nearest entry below a key. O(key length).</summary>
        /// <param name="key">The key, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLower(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetNearest(ref Core.BatchRoot, key, up: false, orEqual: false, out found, out value);

        /// <summary>Finds the nearest entry below a text. O(key length).</summary>
        /// <param name="key">The text, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLower(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryGetLower(text.Bytes, out found, out value);
        }

        /// <summary>Finds the nearest entry above a key. O(key length).</summary>
        /// <param name="key">The key, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetHigher(ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value) =>
            PrefixReader<TValue>.TryGetNearest(ref Core.BatchRoot, key, up: true, orEqual: false, out found, out value);

        /// <summary>Finds the nearest entry above a text. O(key length).</summary>
        /// <param name="key">The text, which need not be there.</param>
        /// <param name="found">The key of the entry: the tree's own bytes, which never change.</param>
        /// <param name="value">The value of the entry.</param>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetHigher(ReadOnlySpan<char> key, out ReadOnlyMemory<byte> found, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryGetHigher(text.Bytes, out found, out value);
        }
    }
}
