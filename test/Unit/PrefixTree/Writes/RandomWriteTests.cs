using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

public sealed class RandomWriteTests
{
    [Theory]
    [InlineData(1, 2, 12)]
    [InlineData(2, 3, 6)]
    [InlineData(3, 256, 2)]
    [InlineData(4, 60, 3)]
    [InlineData(5, 20, 4)]
    [InlineData(6, 2, 40)]
    [InlineData(7, 256, 9)]
    public void Adds_overwrites_and_removals_do_what_they_do_to_a_sorted_dictionary(int seed, int letters, int longest)
    {
        var random = new Random(seed);
        var model = new PrefixModel();
        for (int round = 0; round < 6; round++)
        {
            // Rounds that fill and rounds that empty: nodes grow, burst, shrink and come together again.
            int removals = round % 2 == 0 ? 2 : 8;
            for (int i = 0; i < 4000; i++)
            {
                byte[] key = RandomKey(random, letters, longest);
                int what = random.Next(10);
                if (what < removals) model.Remove(Near(model, key));
                else if (what == 9) model.Set(key);
                else model.TryAdd(key);
                if (i % 64 == 0) model.Tree.CheckInvariants();
            }

            model.Check();
        }

        foreach (byte[] key in (byte[][])[.. model.Expected.Keys])
        {
            model.Remove(key);
            if (model.Expected.Count % 16 == 0) model.Tree.CheckInvariants();
        }

        model.Check();
        Assert.True(model.Tree.IsEmpty);
    }

    [Theory]
    [InlineData(11, 2, 12)]
    [InlineData(12, 3, 6)]
    [InlineData(13, 256, 2)]
    [InlineData(14, 20, 4)]
    [InlineData(15, 2, 40)]
    public void Prefix_removals_snapshots_and_batches_among_single_writes_do_what_they_do_to_a_sorted_dictionary(int seed, int letters, int longest)
    {
        var random = new Random(seed);
        var model = new PrefixModel();
        PrefixTreeSnapshot<long>? kept = null;
        SortedDictionary<byte[], long> keptEntries = [];
        for (int i = 0; i < 6000; i++)
        {
            byte[] key = RandomKey(random, letters, longest);
            switch (random.Next(100))
            {
                case < 2:
                    if (kept is not null) PrefixModel.CheckSnapshot(kept, keptEntries);
                    kept = model.Tree.Snapshot();
                    keptEntries = new SortedDictionary<byte[], long>(model.Expected, ByteOrder.Instance);
                    break;
                case < 6:
                    if (key.Length > 0) model.RemovePrefix(key);
                    break;
                case < 8:
                    RunBatch(model, random, letters, longest);
                    break;
                case < 70:
                    model.TryAdd(key);
                    break;
                case < 80:
                    model.Set(key);
                    break;
                default:
                    model.Remove(Near(model, key));
                    break;
            }

            if (i % 32 == 0) model.Tree.CheckInvariants();
        }

        model.Check();
        PrefixModel.CheckSnapshot(kept!, keptEntries);
        PrefixTree<long> clone = model.Tree.Clone();
        clone.CheckInvariants();
        model.RemovePrefix([]);
        model.Check();
        Assert.True(clone.LongCount > 0);
    }

    private static void RunBatch(PrefixModel model, Random random, int letters, int longest)
    {
        bool commit = random.Next(2) == 0;
        var expected = new SortedDictionary<byte[], long>(model.Expected, ByteOrder.Instance);
        using var batch = model.Tree.BeginBatch();
        for (int i = random.Next(80); i >= 0; i--)
        {
            byte[] key = RandomKey(random, letters, longest);
            switch (random.Next(12))
            {
                case < 7:
                    Assert.Equal(expected.TryAdd(key, i), batch.TryAdd(key, i));
                    break;
                case < 8:
                    batch[key] = i;
                    expected[key] = i;
                    break;
                case < 11:
                    Assert.Equal(expected.Remove(key), batch.Remove(key));
                    break;
                default:
                    byte[][] gone = [.. expected.Keys.Where(other => key.Length > 0 && other.AsSpan().StartsWith(key))];
                    foreach (byte[] other in gone) expected.Remove(other);
                    if (key.Length > 0) Assert.Equal(gone.Length, batch.RemovePrefix(key));
                    break;
            }

            if (i % 8 == 0) model.Tree.CheckBatch();
        }

        model.Tree.CheckInvariants(); // what is published has not changed
        Assert.Equal(expected.Count, batch.LongCount);
        if (!commit) return;
        batch.Commit();
        model.Expected.Clear();
        foreach ((byte[] key, long value) in expected) model.Expected.Add(key, value);
    }

    private static byte[] RandomKey(Random random, int letters, int longest)
    {
        var key = new byte[random.Next(longest + 1)];
        for (int i = 0; i < key.Length; i++) key[i] = (byte)(random.Next(letters) * (letters == 256 ? 1 : 255 / (letters - 1)));
        return key;
    }

    /// <summary>A key that is there, where there is one below the given one.</summary>
    private static byte[] Near(PrefixModel model, byte[] key)
    {
        if (model.Expected.Count == 0 || key.Length % 4 == 3) return key;
        int skip = 0;
        foreach (byte[] other in model.Expected.Keys)
        {
            if (ByteOrder.Instance.Compare(other, key) >= 0 || ++skip > 500) return other;
        }

        return key;
    }
}
