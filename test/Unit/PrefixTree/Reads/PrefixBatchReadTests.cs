using System;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Every read of a batch, half of which it has written itself.</summary>
public class PrefixBatchReadTests
{
    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Look_ups_and_longest_prefixes_find_what_is_there_and_nothing_else(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixTree<int> tree = Half(contents);
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        Complete(batch, contents);
        PrefixReadCheck.LookUps(new PrefixBatchReads(batch), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Neighbours_are_the_nearest_keys_on_their_side(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixTree<int> tree = Half(contents);
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        Complete(batch, contents);
        PrefixReadCheck.Neighbours(new PrefixBatchReads(batch), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Walks_meet_the_entries_of_their_window_in_order(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixTree<int> tree = Half(contents);
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        Complete(batch, contents);
        PrefixReadCheck.Walks(new PrefixBatchReads(batch), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Copies_of_pages_lose_and_repeat_nothing(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixTree<int> tree = Half(contents);
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        Complete(batch, contents);
        PrefixReadCheck.Copies(new PrefixBatchReads(batch), contents);
    }

    [Theory]
    [MemberData(nameof(PrefixContents.Names), MemberType = typeof(PrefixContents))]
    public void Texts_are_their_bytes(string name)
    {
        var contents = PrefixContents.Of(name);
        PrefixTree<int> tree = Half(contents);
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        Complete(batch, contents);
        PrefixReadCheck.Texts(new PrefixBatchReads(batch), contents);
    }

    [Fact]
    public void The_body_of_a_walk_may_write_to_its_batch()
    {
        var contents = PrefixContents.Of("words");
        PrefixTree<int> tree = contents.Tree();
        using PrefixTree<int>.Batch batch = tree.BeginBatch();
        int met = 0;
        foreach (PrefixEntry<int> entry in batch)
        {
            Assert.Equal(met++, entry.Value);
            Assert.True(batch.Remove(entry.Key.Span));
            batch[entry.Key.Span[..^1]] = -1; // before the place that was reached
            foreach (PrefixEntry<int> prefix in batch.EnumeratePrefixesOf(entry.Key.Span)) batch[prefix.Key.Span] = prefix.Value;
        }

        Assert.Equal(contents.Keys.Count, met);
        foreach (byte[] key in contents.Keys) batch[key] = 5;
        foreach (PrefixEntry<int> entry in batch.EnumerateDescending())
        {
            if (entry.Value != 5) continue;
            met--;
            batch.Remove(entry.Key.Span);
        }

        Assert.Equal(0, met);
        byte[] long1 = [.. contents.Keys[^1], .. "0123456789"u8];
        for (int length = 0; length <= long1.Length; length++) batch[long1.AsSpan(0, length)] = length;
        foreach (PrefixEntry<int> prefix in batch.EnumeratePrefixesOf(long1))
        {
            Assert.Equal(met++, prefix.Key.Length);
            batch[[.. prefix.Key.Span, 0]] = -1; // not a prefix
            batch.Remove(prefix.Key.Span);
        }

        Assert.Equal(long1.Length + 1, met);
    }

    private static PrefixTree<int> Half(PrefixContents contents)
    {
        var tree = new PrefixTree<int>();
        for (int at = 0; at < contents.Keys.Count; at += 2) tree.Add(contents.Keys[at], at % 4 == 0 ? at : -1);
        tree.Add("to be removed", -1);
        return tree;
    }

    private static void Complete(PrefixTree<int>.Batch batch, PrefixContents contents)
    {
        for (int at = 0; at < contents.Keys.Count; at++)
        {
            if (at % 4 != 0) batch[contents.Keys[at]] = at;
        }

        Assert.True(batch.Remove("to be removed"));
    }
}
