using System;
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
