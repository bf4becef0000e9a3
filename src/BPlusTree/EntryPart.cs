using System.Collections.Generic;

namespace Concurrent;

/// <summary>The parts of an entry. Structs, so that the JIT makes the code of a view for its part.</summary>
internal static class EntryPart<TKey, TValue>
{
    internal readonly struct Whole : IEntryPart<TKey, TValue, KeyValuePair<TKey, TValue>>
    {
        public static bool ShowsValues => true;

        public static KeyValuePair<TKey, TValue> Of(KeyValuePair<TKey, TValue> entry) => entry;
    }

    internal readonly struct Key : IEntryPart<TKey, TValue, TKey>
    {
        public static bool ShowsValues => false;

        public static TKey Of(KeyValuePair<TKey, TValue> entry) => entry.Key;
    }

    internal readonly struct Value : IEntryPart<TKey, TValue, TValue>
    {
        public static bool ShowsValues => true;

        public static TValue Of(KeyValuePair<TKey, TValue> entry) => entry.Value;
    }
}
