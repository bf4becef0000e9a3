using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Unicode;

namespace Concurrent.Unit.Prefixes;

/// <summary>Keys of bytes, given as texts where they are.</summary>
internal static class TextKeys
{
    public static bool IsText(byte[] key, bool byText) => byText && Utf8.IsValid(key);

    public static bool AreTexts<TValue>(List<KeyValuePair<byte[], TValue>> entries, bool byText) => entries.TrueForAll(entry => IsText(entry.Key, byText));

    public static string Text(byte[] key) => Encoding.UTF8.GetString(key);

    public static IEnumerable<KeyValuePair<string, TValue>> Texts<TValue>(List<KeyValuePair<byte[], TValue>> entries) => entries.Select(entry => KeyValuePair.Create(Text(entry.Key), entry.Value));

    public static IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> Bytes<TValue>(List<KeyValuePair<byte[], TValue>> entries) =>
        entries.Select(entry => KeyValuePair.Create((ReadOnlyMemory<byte>)entry.Key, entry.Value));
}
