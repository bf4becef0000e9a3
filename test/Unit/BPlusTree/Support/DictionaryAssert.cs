#pragma warning disable xUnit2017 // the collection's own method is what is tested
using System;
using System.Collections;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Compares what the dictionary interfaces, the views and the copies of a tree or a snapshot show with what is expected.</summary>
internal static class DictionaryAssert
{
    public static void Same<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> map, Expected<TKey, TValue> expected)
        where TKey : notnull
    {
        Assert.Equal(expected.Count, map.Count);
        Parts("keys", expected, map.Keys, entry => entry.Key);
        Parts("values", expected, map.Values, entry => entry.Value);
        for (int i = 0; i < expected.Count; i++)
        {
            var (key, value) = expected[i];
            bool has = map.TryGetValue(key, out var found);
            var equality = EqualityComparer<TValue>.Default;
            if (!has || !map.ContainsKey(key) || !equality.Equals(found, value) || !equality.Equals(map[key], value)) Assert.Fail($"{key}: {found}, expected {value}");
        }
    }

    /// <summary>A view: read through its interfaces, copied into arrays, asked what it contains, and not to be written.</summary>
    private static void Parts<TKey, TValue, T>(string what, Expected<TKey, TValue> expected, IEnumerable<T> view, Func<KeyValuePair<TKey, TValue>, T> part)
        where TKey : notnull
    {
        var wanted = new T[expected.Count];
        for (int i = 0; i < wanted.Length; i++) wanted[i] = part(expected[i]);

        var collection = Assert.IsAssignableFrom<ICollection<T>>(view);
        Assert.True(collection.IsReadOnly, what);
        Assert.Equal(wanted.Length, collection.Count);
        Assert.Equal(wanted.Length, Assert.IsAssignableFrom<IReadOnlyCollection<T>>(view).Count);
        Exactly(what, wanted, [.. view]);
        var plain = new List<T>();
        foreach (object? item in (IEnumerable)view) plain.Add((T)item!);
        Exactly(what, wanted, plain);

        var room = new T[wanted.Length + 3];
        collection.CopyTo(room, 2);
        Exactly(what, wanted, room[2..^1]);
        if (wanted.Length > 0)
        {
            Assert.True(collection.Contains(wanted[^1]), what);
            Assert.Throws<ArgumentException>("array", () => collection.CopyTo(room, 4));
        }

        Assert.Throws<NotSupportedException>(() => collection.Add(default!));
        Assert.Throws<NotSupportedException>(() => collection.Remove(default!));
        Assert.Throws<NotSupportedException>(collection.Clear);
    }

    private static void Exactly<T>(string what, T[] wanted, IReadOnlyList<T> seen)
    {
        Assert.Equal(wanted.Length, seen.Count);
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(wanted[i], seen[i])) Assert.Fail($"{what}, {i}: {seen[i]}, expected {wanted[i]}");
        }
    }
}
