using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Gets the value of a key, or stores one. O(key length); the getter never blocks, the setter waits for other writers; linearizable.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key (get).</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch (set).</exception>
    public TValue this[ReadOnlySpan<byte> key]
    {
        get => TryGetValue(key, out TValue? value) ? value : throw NotFound(key);
        set
        {
            using WriteScope write = BeginWrite();
            write.Commit(core.Writer.Put(ref root, key, value, overwrite: true).More);
        }
    }

    /// <summary>Gets the value of a text, or stores one. O(key length); the getter never blocks, the setter waits for other writers; linearizable.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="KeyNotFoundException">There is no such key (get).</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch (set).</exception>
    public TValue this[ReadOnlySpan<char> key]
    {
        get
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return this[text.Bytes];
        }

        set
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            this[text.Bytes] = value;
        }
    }

    /// <summary>Stores a value under a key that is not there. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was stored; otherwise the key is there, and nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAdd(ReadOnlySpan<byte> key, TValue value)
    {
        using WriteScope write = BeginWrite();
        PrefixChange change = core.Writer.Put(ref root, key, value, overwrite: false);
        if (!change.Stored) return false;
        write.Commit(change.More);
        return true;
    }

    /// <summary>Stores a value under a text that is not there. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was stored; otherwise the key is there, and nothing changed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAdd(ReadOnlySpan<char> key, TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryAdd(text.Bytes, value);
    }

    /// <summary>Stores a value under a key that may not be there; makes collection initialisers work. O(key length). Waits for other writers. Linearizable.</summary>
    /// <exception cref="ArgumentException">The key is there; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Add(ReadOnlySpan<byte> key, TValue value)
    {
        if (!TryAdd(key, value)) throw new ArgumentException($"The key {Show(key)} is there already.", nameof(key));
    }

    /// <summary>Stores a value under a text that may not be there; makes collection initialisers work. O(key length). Waits for other writers. Linearizable.</summary>
    /// <exception cref="ArgumentException">The key is there, or is not valid UTF-16; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Add(ReadOnlySpan<char> key, TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        Add(text.Bytes, value);
    }

    /// <summary>Stores a value under a key, whatever is there, and hands out what was. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether something was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Store(ReadOnlySpan<byte> key, TValue value, [MaybeNullWhen(false)] out TValue old)
    {
        using WriteScope write = BeginWrite();
        bool was = PrefixReader<TValue>.TryGet(ref root, key, out old);
        write.Commit(core.Writer.Put(ref root, key, value, overwrite: true).More);
        return was;
    }

    /// <summary>Stores a value under a text, whatever is there, and hands out what was. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether something was there.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Store(ReadOnlySpan<char> key, TValue value, [MaybeNullWhen(false)] out TValue old)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return Store(text.Bytes, value, out old);
    }

    /// <summary>Removes a key. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Remove(ReadOnlySpan<byte> key) => TryRemove(key, out _);

    /// <summary>Removes a text. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Remove(ReadOnlySpan<char> key) => TryRemove(key, out _);

    /// <summary>Removes a key and hands out its value. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value)
    {
        using WriteScope write = BeginWrite();
        if (!core.Writer.Remove(ref root, key, out value)) return false;
        write.Commit(-1);
        return true;
    }

    /// <summary>Removes a text and hands out its value. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryRemove(text.Bytes, out value);
    }

    /// <summary>Removes all keys that begin with <paramref name="prefix"/>, by one store. O(prefix length), and O(m) to count the m keys, under the writer lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>Readers see all of them or none. An empty prefix is that of all keys. The nodes that held them are left to the garbage collector.</remarks>
    /// <returns>How many keys were removed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long RemovePrefix(ReadOnlySpan<byte> prefix)
    {
        using WriteScope write = BeginWrite();
        long removed = core.Writer.RemovePrefix(ref root, prefix);
        if (removed > 0) write.Commit(-removed);
        return removed;
    }

    /// <summary>Removes all texts that begin with <paramref name="prefix"/>, by one store. O(prefix length), and O(m) to count the m keys, under the writer lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>Readers see all of them or none. An empty prefix is that of all keys. The nodes that held them are left to the garbage collector.</remarks>
    /// <returns>How many keys were removed.</returns>
    /// <exception cref="ArgumentException"><paramref name="prefix"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long RemovePrefix(ReadOnlySpan<char> prefix)
    {
        using var text = new PrefixText(prefix, stackalloc byte[PrefixText.Room], nameof(prefix));
        return RemovePrefix(text.Bytes);
    }

    /// <summary>A key for messages: as text where it is one, shortened.</summary>
    private static string Show(ReadOnlySpan<byte> key)
    {
        const int Shown = 64;
        string more = key.Length > Shown ? $"... ({key.Length} bytes)" : "";
        ReadOnlySpan<byte> part = key[..int.Min(key.Length, Shown)];
        return System.Text.Unicode.Utf8.IsValid(part) ? $"\"{Encoding.UTF8.GetString(part)}{more}\"" : $"0x{Convert.ToHexString(part)}{more}";
    }

    internal static KeyNotFoundException NotFound(ReadOnlySpan<byte> key) => new($"There is no key {Show(key)}.");

    private WriteScope BeginWrite() => new(core);
}
