using System;
using System.Text;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Prefix trees just before a change of their shape; each value follows from its key.</summary>
internal static class SmallPrefix
{
    /// <summary>What writers store over a value; no key has it to begin with.</summary>
    internal const long New = 1;

    /// <summary>A tree that leaves replaced nodes to the collector: no reclaimer runs, and all steps are those of readers and writers.</summary>
    internal static PrefixTree<long> Of(World world, params ReadOnlySpan<string> keys) =>
        new PrefixTree<long>(new PrefixTreeOptions<long> { Domain = Given.Domain(world), RecycleNodes = false }).With(keys);

    /// <summary>A tree that recycles its nodes one by one: what comes back too early comes back at once.</summary>
    internal static PrefixTree<long> Recycling(World world, params ReadOnlySpan<string> keys)
    {
        var pool = new PrefixTreePool<long>(Given.Domain(world), new NodePoolOptions { BagSize = 1 });
        return new PrefixTree<long>(new PrefixTreeOptions<long> { Pool = pool }).With(keys);
    }

    /// <summary>Adds keys, each with its value.</summary>
    internal static PrefixTree<long> With(this PrefixTree<long> tree, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys) tree.Put(key);
        return tree;
    }

    /// <summary>Adds so many keys that begin alike: "x00", "x01", and so on for the prefix "x", in octal. More than 32 hang in an inner node over leaves for 8 of them each.</summary>
    internal static PrefixTree<long> Fill(this PrefixTree<long> tree, string prefix, int count)
    {
        for (int i = 0; i < count; i++) tree.Put(Numbered(prefix, i));
        return tree;
    }

    /// <summary>The key of a number that <see cref="Fill"/> adds.</summary>
    internal static string Numbered(string prefix, int number) => prefix + (char)('0' + (number >> 3)) + (char)('0' + (number & 7));

    /// <summary>Stores the value of a key.</summary>
    internal static void Put(this PrefixTree<long> tree, string key) => tree[Bytes(key)] = Old(key);

    internal static void Drop(this PrefixTree<long> tree, string key) => Check.That(tree.Remove(Bytes(key)), $"'{key}' is there until it is removed");

    internal static byte[] Bytes(string key) => Encoding.UTF8.GetBytes(key);

    internal static string Text(ReadOnlyMemory<byte> key) => Encoding.UTF8.GetString(key.Span);

    /// <summary>The value of a key to begin with.</summary>
    internal static long Old(string key)
    {
        long number = 1;
        foreach (char c in key) number = (number * 131) + c;
        return Value.Of(number);
    }

    /// <summary>Looks up a key whose value nobody changes.</summary>
    internal static void CheckHolds(this PrefixTree<long> tree, string key)
    {
        Check.That(tree.TryGetValue(Bytes(key), out long value), $"the key '{key}' is there throughout, and was not found");
        Check.Equal(Old(key), value, $"the value of '{key}', which nobody changes");
    }

    /// <summary>Looks up a key that comes or goes.</summary>
    internal static bool Finds(this PrefixTree<long> tree, string key)
    {
        if (!tree.TryGetValue(Bytes(key), out long value)) return false;
        Check.Equal(Old(key), value, $"the value of '{key}', as long as it is there");
        return true;
    }

    /// <summary>Walks over the tree: keys ascend, have their values, and those that are there throughout are among them.</summary>
    internal static void CheckScan(this PrefixTree<long> tree, params ReadOnlySpan<string> throughout)
    {
        string? last = null;
        int next = 0;
        foreach (PrefixEntry<long> entry in tree)
        {
            string key = Text(entry.Key);
            Check.That(last is null || string.CompareOrdinal(last, key) < 0, $"'{key}' came after '{last}'");
            Check.Equal(Old(key), entry.Value, $"the value of '{key}'");
            if (next < throughout.Length && key == throughout[next]) next++;
            last = key;
        }

        Check.That(next == throughout.Length, next < throughout.Length ? $"'{throughout[next]}' is there throughout, and the walk missed it" : "");
    }

    /// <summary>The same downwards; the keys are given in descending order.</summary>
    internal static void CheckDescending(this PrefixTree<long> tree, params ReadOnlySpan<string> throughout)
    {
        string? last = null;
        int next = 0;
        foreach (PrefixEntry<long> entry in tree.EnumerateDescending())
        {
            string key = Text(entry.Key);
            Check.That(last is null || string.CompareOrdinal(last, key) > 0, $"'{key}' came after '{last}'");
            Check.Equal(Old(key), entry.Value, $"the value of '{key}'");
            if (next < throughout.Length && key == throughout[next]) next++;
            last = key;
        }

        Check.That(next == throughout.Length, next < throughout.Length ? $"'{throughout[next]}' is there throughout, and the walk missed it" : "");
    }
}
