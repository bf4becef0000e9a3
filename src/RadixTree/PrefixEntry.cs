using System;
using System.Collections.Generic;
using System.Text;

namespace Concurrent;

/// <summary>A key and its value, as an enumeration of a prefix tree shows them.</summary>
public readonly struct PrefixEntry<TValue>
{
    private readonly byte[]? key;

    internal PrefixEntry(byte[] key, TValue value)
    {
        this.key = key;
        Value = value;
    }

    /// <summary>The key: the tree's own bytes, which never change. May be kept.</summary>
    public ReadOnlyMemory<byte> Key => key;

    /// <summary>The key as text. Allocates a string each time; bytes that are not UTF-8 are shown as U+FFFD.</summary>
    public string Text => key is null ? string.Empty : Encoding.UTF8.GetString(key);

    /// <summary>The value.</summary>
    public TValue Value { get; }

    internal byte[] Bytes => key!;

    internal KeyValuePair<ReadOnlyMemory<byte>, TValue> Pair => new(Key, Value);

    /// <summary>The key and the value apart: <c>foreach (var (key, value) in tree)</c>.</summary>
    public void Deconstruct(out ReadOnlyMemory<byte> key, out TValue value) => (key, value) = (Key, Value);

    /// <summary>The key as text, and the value.</summary>
    public override string ToString() => $"[{Text}, {Value}]";
}
