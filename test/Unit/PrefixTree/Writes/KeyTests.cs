using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Keys of all kinds.</summary>
public sealed class KeyTests
{
    [Fact]
    public void The_empty_key_is_a_key()
    {
        var model = new PrefixModel();
        model.Add([[]]);
        Assert.True(model.Tree.TryGetValue("", out _));
        model.Add(Keys.Fan(0, 40, 2));
        model.RemoveAll([[]]);
        Assert.False(model.Tree.TryGetValue("", out _));
        model.Add([[]]);
        model.RemoveAll(Keys.Fan(0, 40, 2));
        Assert.Equal(1, model.Tree.LongCount);
    }

    [Fact]
    public void Every_byte_value_may_stand_at_every_place()
    {
        var model = new PrefixModel();
        List<byte[]> keys = [];
        for (int by = 0; by < 256; by++)
        {
            for (int length = 1; length <= 10; length++) keys.Add([.. Enumerable.Repeat((byte)by, length)]);
            keys.Add([0, (byte)by]);
            keys.Add([255, 0, (byte)by, 255]);
        }

        foreach (byte[] key in keys) model.TryAdd(key); // some of them twice
        model.Check();
        foreach (byte[] key in Keys.Shuffled(keys)) model.Remove(key);
        model.Check();
    }

    [Fact]
    public void Zeros_behind_a_key_make_another_key()
    {
        var model = new PrefixModel();
        byte[][] keys = [.. Enumerable.Range(0, 60).Select(static zeros => new byte[zeros]), .. Enumerable.Range(0, 60).Select(static zeros => (byte[])[1, .. new byte[zeros]])];
        model.Add(Keys.Shuffled(keys));
        model.RemoveAll(Keys.Shuffled(keys, 2));
    }

    [Fact]
    public void Each_key_may_be_a_prefix_of_the_next()
    {
        var model = new PrefixModel();
        byte[][] keys = [.. Enumerable.Range(0, 500).Select(static length => Enumerable.Repeat((byte)'a', length).ToArray())];
        foreach (byte[] key in Keys.Shuffled(keys)) model.TryAdd(key);
        model.Check();
        foreach (byte[] key in Keys.Shuffled(keys, 2)) model.Remove(key);
        model.Check();
        model.Add(keys[..100]);
        model.RemoveAll(keys[..100]);
        model.Add(keys[..100].Reverse());
        model.RemoveAll(keys[..100]);
    }

    [Fact]
    public void A_tree_may_be_as_deep_as_its_keys_are_long()
    {
        const int longest = 20_000;
        var tree = new PrefixTree<int>();
        var bytes = new byte[longest];
        using (var batch = tree.BeginBatch())
        {
            for (int length = 0; length <= longest; length += 4) batch.Add(bytes.AsSpan(0, length), length);
            batch.Commit();
        }

        Assert.InRange(Shape.Nodes(tree).Max(static node => node.Depth), longest - 200, longest);
        tree.Snapshot();
        tree[bytes] = -1; // copies the whole path
        Assert.True(tree.TryGetValue(bytes.AsSpan(0, 16_000), out int found));
        Assert.Equal(16_000, found);
        Assert.Equal(tree.LongCount, tree.Clone().LongCount);
        Assert.Equal(tree.LongCount, tree.RemovePrefix(default(ReadOnlySpan<byte>)));
        tree.CheckInvariants();
    }

    [Fact]
    public void Keys_of_64_kilobytes_that_differ_anywhere_are_told_apart()
    {
        var model = new PrefixModel();
        int[] places = [0, 1, 6, 7, 8, 9, 100, 30_000, 65_527, 65_528, 65_534, 65_535];
        List<byte[]> keys = [new byte[65_536]];
        foreach (int place in places)
        {
            foreach (byte by in (byte[])[1, 2, 128, 255])
            {
                var key = new byte[65_536];
                key[place] = by;
                keys.Add(key);
                keys.Add(key[..^1]);
            }
        }

        foreach (byte[] key in Keys.Shuffled(keys)) model.TryAdd(key);
        model.Check();
        foreach (byte[] key in Keys.Shuffled(keys, 2)) model.Remove(key);
        model.Check();
        Assert.True(model.Tree.IsEmpty);
    }

    [Fact]
    public void Long_common_prefixes_of_many_lengths_are_told_apart()
    {
        var model = new PrefixModel();
        byte[] head = [.. Enumerable.Range(0, 300).Select(static i => (byte)(i * 7))];
        byte[][] keys = [.. Enumerable.Range(0, 300).SelectMany(at => new[] { Keys.With(head[..at], 1), Keys.With(head[..at], 255), head[..at] }).DistinctBy(Convert.ToHexString)];
        foreach (byte[] key in Keys.Shuffled(keys)) model.TryAdd(key);
        model.Check();
        foreach (byte[] key in Keys.Shuffled(keys, 2)) model.Remove(key);
        model.Check();
    }

    [Fact]
    public void Texts_are_their_bytes_in_utf_8()
    {
        var tree = new PrefixTree<int>();
        string[] texts = ["", "a", "ä", "€", "𝄞", "go", "gopher", new string('x', 300), new string('€', 200)];
        for (int i = 0; i < texts.Length; i++) tree.Add(texts[i], i);
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.Equal(i, tree[Keys.Of(texts[i])]);
            Assert.Equal(i, tree[texts[i]]);
            Assert.Equal(i, tree[texts[i].AsSpan()]);
        }

        tree.CheckInvariants();
        Assert.Throws<KeyNotFoundException>(() => tree["none"]);
        Assert.Throws<KeyNotFoundException>(() => tree[(ReadOnlySpan<byte>)[255, 254]]);
    }

    [Fact]
    public void The_tree_keeps_its_own_copy_of_a_key()
    {
        var tree = new PrefixTree<int>();
        byte[] key = [1, 2, 3];
        tree.Add(key, 5);
        key[0] = 9;
        Assert.False(tree.TryGetValue(key, out _));
        Assert.Equal(5, tree[(ReadOnlySpan<byte>)[1, 2, 3]]);
        tree.CheckInvariants();
    }

    [Fact]
    public void Values_of_any_type_and_size_are_kept()
    {
        Holds<byte>(static i => (byte)i);
        Holds<string?>(static i => i % 3 == 0 ? null : $"{i}");
        Holds(static i => (i, $"{i}", (Int128)i << 70));
        Holds(static i => (Int128)i << 70);
        Holds(static i => (decimal)i);
        Holds<object>(static i => i);
    }

    private static void Holds<TValue>(Func<int, TValue> make)
    {
        var tree = new PrefixTree<TValue>();
        for (int i = 0; i < 500; i++) tree.Add($"{i}", make(i));
        for (int i = 0; i < 500; i += 2) tree[$"{i}"] = make(i + 1);
        for (int i = 0; i < 500; i += 5) Assert.True(tree.Remove($"{i}"));
        tree.CheckInvariants();
        for (int i = 0; i < 500; i++)
        {
            Assert.Equal(i % 5 != 0, tree.TryGetValue($"{i}", out TValue? value));
            if (i % 5 != 0) Assert.Equal(make(i % 2 == 0 ? i + 1 : i), value);
        }
    }
}
