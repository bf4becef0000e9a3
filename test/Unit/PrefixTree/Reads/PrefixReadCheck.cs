using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Holds every answer against the list of what there is.</summary>
internal static class PrefixReadCheck
{
    internal static void LookUps<TReads>(TReads reads, PrefixContents contents)
        where TReads : IPrefixReads, allows ref struct
    {
        List<byte[]> probes = contents.Probes();
        Assert.Equal(contents.Keys.Count, reads.Count);
        foreach (byte[] key in probes)
        {
            int index = contents.IndexOf(key);
            Assert.Equal(index >= 0, reads.TryGetValue(key, out int value));
            Assert.Equal(contents.ValueAt(index), value);
            Assert.Equal(index >= 0, reads.ContainsKey(key));
            int longest = contents.PrefixesOf(key).LastOrDefault(-1);
            Assert.Equal(longest >= 0, reads.TryGetLongestPrefix(key, out int matched, out value));
            Assert.Equal(longest < 0 ? (0, 0) : (contents.Keys[longest].Length, contents.ValueAt(longest)), (matched, value));
        }

        ReadOnlyMemory<byte>[] keys = [.. probes.Select(static key => (ReadOnlyMemory<byte>)key), .. probes.Take(5).Select(static key => (ReadOnlyMemory<byte>)key)];
        int[] values = new int[keys.Length + 1];
        bool[] found = new bool[keys.Length + 1];
        (values[^1], found[^1]) = (-5, true);
        Assert.Equal(keys.Count(key => contents.IndexOf(key.Span) >= 0), reads.GetMany(keys, values, found));
        for (int at = 0; at < keys.Length; at++)
        {
            int index = contents.IndexOf(keys[at].Span);
            Assert.Equal((index >= 0, contents.ValueAt(index)), (found[at], values[at]));
        }

        Assert.Equal((-5, true), (values[^1], found[^1]));
    }

    internal static void Neighbours<TReads>(TReads reads, PrefixContents contents)
        where TReads : IPrefixReads, allows ref struct
    {
        Expect(contents, contents.Keys.Count > 0 ? 0 : -1, reads.TryGetFirst(out var found, out int value), found, value);
        Expect(contents, contents.Keys.Count - 1, reads.TryGetLast(out found, out value), found, value);
        foreach (byte[] key in contents.Probes())
        {
            Expect(contents, contents.Nearest(key, up: false, orEqual: true), reads.TryGetFloor(key, out found, out value), found, value);
            Expect(contents, contents.Nearest(key, up: true, orEqual: true), reads.TryGetCeiling(key, out found, out value), found, value);
            Expect(contents, contents.Nearest(key, up: false, orEqual: false), reads.TryGetLower(key, out found, out value), found, value);
            Expect(contents, contents.Nearest(key, up: true, orEqual: false), reads.TryGetHigher(key, out found, out value), found, value);
        }
    }

    internal static void Walks<TReads>(TReads reads, PrefixContents contents)
        where TReads : IPrefixReads, allows ref struct
    {
        int[] all = [.. Enumerable.Range(0, contents.Keys.Count)];
        Expect(contents, all, Walk(reads.GetEnumerator()));
        Expect(contents, all.Reverse(), reads.EnumerateDescending());
        Expect(contents, all, reads.EnumerateDescending().Descending(), descending: true);
        Expect(contents, all, reads.ToArray().Select(Entry));
        Expect(contents, all, reads.ToList().Select(Entry));
        var visited = new List<(byte[] Key, int Value)>();
        Assert.Equal(all.Length, reads.ForEach(visited, static (list, key, value, ordinal) =>
        {
            Assert.Equal(list.Count, ordinal);
            list.Add((key.ToArray(), value));
        }));
        Expect(contents, all, visited);

        List<byte[]> probes = contents.Probes();
        int every = 1 + (probes.Count / 250);
        byte[]? before = null;
        foreach (byte[] key in probes.Where((_, at) => at % every == 0))
        {
            Expect(contents, contents.PrefixesOf(key), Walk(reads.EnumeratePrefixesOf(key).GetEnumerator()));
            Expect(contents, contents.PrefixesOf(key), reads.EnumeratePrefixesOf(key).Select(Entry));
            List<int> with = [.. contents.With(key)];
            Expect(contents, with, reads.EnumeratePrefix(key));
            Expect(contents, Enumerable.Reverse(with), reads.EnumeratePrefix(key).Descending());
            Assert.Equal(with.Count, reads.CountPrefix(key));
            Expect(contents, contents.Within(key, null), reads.EnumerateFrom(key));
            Expect(contents, contents.Within(key, null).Reverse(), reads.EnumerateFrom(key).Descending());
            Expect(contents, contents.Within(null, key), reads.EnumerateUpTo(key));
            Expect(contents, contents.Within(null, key).Reverse(), reads.EnumerateUpTo(key).Descending());
            before ??= key;
            (byte[] first, byte[] last) = PrefixContents.Compare(before, key) <= 0 ? (before, key) : (key, before);
            Expect(contents, contents.Within(first, last), reads.EnumerateRange(first, last));
            Expect(contents, contents.Within(first, last).Reverse(), reads.EnumerateDescending(first, last));
            before = key;
        }
    }

    internal static void Copies<TReads>(TReads reads, PrefixContents contents)
        where TReads : IPrefixReads, allows ref struct
    {
        foreach (int room in new[] { 1, 7, 64, 2000 })
        {
            foreach (byte[] from in contents.Probes().Where((_, at) => at % 97 == 0))
            {
                var copied = new List<(byte[] Key, int Value)>();
                var keys = new ReadOnlyMemory<byte>[room];
                int[] values = new int[room];
                ReadOnlyMemory<byte> at = from;
                bool more = true;
                while (more)
                {
                    int count = reads.CopyRange(at.Span, keys, values, out at, out more);
                    Assert.True(more ? count == room : at.IsEmpty);
                    for (int i = 0; i < count; i++) copied.Add((keys[i].ToArray(), values[i]));
                }

                Expect(contents, contents.Within(from, null), copied);
            }
        }

        Assert.Equal(0, reads.CopyRange(default(ReadOnlySpan<byte>), [], [], out ReadOnlyMemory<byte> first, out bool any));
        Assert.Equal(contents.Keys.Count > 0, any);
        if (any) Assert.True(first.Span.SequenceEqual(contents.Keys[0]));
    }

    /// <summary>Whether the members that take texts answer as those that take their bytes.</summary>
    internal static void Texts<TReads>(TReads reads, PrefixContents contents)
        where TReads : IPrefixReads, allows ref struct
    {
        var page = (Keys: new ReadOnlyMemory<byte>[4], Values: new int[4]);
        var same = (Keys: new ReadOnlyMemory<byte>[4], Values: new int[4]);
        string before = "";
        foreach (string text in contents.Texts())
        {
            byte[] key = PrefixContents.Bytes(text);
            Assert.Equal((reads.TryGetValue(key, out int value), value), (reads.TryGetValue(text, out int other), other));
            Assert.Equal(reads.ContainsKey(key), reads.ContainsKey(text));
            bool found = reads.TryGetLongestPrefix(key, out int matched, out value);
            Assert.Equal(found, reads.TryGetLongestPrefix(text, out int chars, out other));
            Assert.Equal(value, other);
            if (System.Text.Unicode.Utf8.IsValid(key.AsSpan(0, matched))) Assert.Equal(matched, Encoding.UTF8.GetByteCount(text.AsSpan(0, chars)));
            Assert.Equal((reads.TryGetFloor(key, out var at, out _), at), (reads.TryGetFloor(text, out var same1, out _), same1));
            Assert.Equal((reads.TryGetCeiling(key, out at, out _), at), (reads.TryGetCeiling(text, out same1, out _), same1));
            Assert.Equal((reads.TryGetLower(key, out at, out _), at), (reads.TryGetLower(text, out same1, out _), same1));
            Assert.Equal((reads.TryGetHigher(key, out at, out _), at), (reads.TryGetHigher(text, out same1, out _), same1));
            Assert.Equal(reads.CountPrefix(key), reads.CountPrefix(text));
            Assert.Equal(Keys(reads.EnumeratePrefix(key)), Keys(reads.EnumeratePrefix(text)));
            Assert.Equal(Keys(reads.EnumeratePrefixesOf(key)), Keys(reads.EnumeratePrefixesOf(text)));
            Assert.Equal(Keys(reads.EnumerateFrom(key)), Keys(reads.EnumerateFrom(text)));
            Assert.Equal(Keys(reads.EnumerateUpTo(key)), Keys(reads.EnumerateUpTo(text)));
            (string first, string last) = PrefixContents.Compare(PrefixContents.Bytes(before), key) <= 0 ? (before, text) : (text, before);
            Assert.Equal(Keys(reads.EnumerateRange(PrefixContents.Bytes(first), PrefixContents.Bytes(last))), Keys(reads.EnumerateRange(first, last)));
            Assert.Equal(Keys(reads.EnumerateDescending(PrefixContents.Bytes(first), PrefixContents.Bytes(last))), Keys(reads.EnumerateDescending(first, last)));
            int count = reads.CopyRange(key, page.Keys, page.Values, out var resume, out bool more);
            Assert.Equal((count, resume, more), (reads.CopyRange(text, same.Keys, same.Values, out var resume2, out bool more2), resume2, more2));
            Assert.Equal(page.Keys.Take(count), same.Keys.Take(count));
            before = text;
        }

        static List<ReadOnlyMemory<byte>> Keys(IEnumerable<PrefixEntry<int>> entries) => [.. entries.Take(70).Select(static entry => entry.Key)];
    }

    internal static List<(byte[] Key, int Value)> Walk(PrefixEnumerator<int> entries)
    {
        var met = new List<(byte[] Key, int Value)>();
        while (entries.MoveNext()) met.Add(Entry(entries.Current));
        Assert.False(entries.MoveNext());
        entries.Dispose(); // "using (entries)" would dispose a copy made before the first step, and leave the section open
        Assert.False(RcuDomain.Default.IsInReadSection);
        return met;
    }

    private static List<(byte[] Key, int Value)> Walk(PrefixesOfEnumerator<int> entries)
    {
        var met = new List<(byte[] Key, int Value)>();
        while (entries.MoveNext()) met.Add(Entry(entries.Current));
        Assert.False(entries.MoveNext());
        entries.Dispose(); // "using (entries)" would dispose a copy made before the first step, and leave the section open
        Assert.False(RcuDomain.Default.IsInReadSection);
        return met;
    }

    private static (byte[] Key, int Value) Entry(PrefixEntry<int> entry) => (entry.Key.ToArray(), entry.Value);

    private static (byte[] Key, int Value) Entry(KeyValuePair<ReadOnlyMemory<byte>, int> entry) => (entry.Key.ToArray(), entry.Value);

    private static void Expect(PrefixContents contents, int index, bool isThere, ReadOnlyMemory<byte> found, int value)
    {
        Assert.Equal(index >= 0, isThere);
        Assert.Equal(contents.ValueAt(index), value);
        Assert.True(found.Span.SequenceEqual(index >= 0 ? contents.Keys[index] : []));
    }

    private static void Expect(PrefixContents contents, IEnumerable<int> expected, PrefixView<int> view, bool descending = false)
    {
        List<int> list = [.. descending ? expected.Reverse() : expected];
        Expect(contents, list, Walk(view.GetEnumerator()));
        Expect(contents, list, view.Select(Entry));
    }

    private static void Expect(PrefixContents contents, IEnumerable<int> expected, IEnumerable<(byte[] Key, int Value)> met)
    {
        int[] places = [.. expected];
        (byte[] Key, int Value)[] entries = [.. met];
        Assert.Equal(places.Select(contents.ValueAt), entries.Select(static entry => entry.Value));
        for (int i = 0; i < places.Length; i++) Assert.True(entries[i].Key.AsSpan().SequenceEqual(contents.Keys[places[i]]));
    }
}
