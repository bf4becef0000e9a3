using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Prefixes;

using Crew = Concurrent.Unit.Trees.Crew;

/// <summary>Readers beside a writer: keys that stay, the even ones, are seen by every read; the odd ones come and go, and with them leaves burst and are put together, nodes grow and shrink, paths split and join.</summary>
public class PrefixReaderTests
{
    private const int Rounds = 6;

    public static TheoryData<string> Names => ["a few", "words", "paths", "three byte values", "every byte", "every two bytes of some", "each a prefix of the next", "zeros", "differences at each depth"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Keys_that_stay_are_found_by_look_ups(string name) => Beside(name, static (tree, contents, random) =>
    {
        for (int i = 0; i < 200; i++)
        {
            int at = random.Next(contents.Keys.Count) & ~1;
            Assert.True(tree.TryGetValue(contents.Keys[at], out int value));
            Assert.Equal(at, value);
        }

        ReadOnlyMemory<byte>[] keys = [.. contents.Keys];
        int[] values = new int[keys.Length];
        bool[] found = new bool[keys.Length];
        tree.GetMany(keys, values, found);
        for (int at = 0; at < keys.Length; at++)
        {
            Assert.True(found[at] || at % 2 != 0);
            if (found[at]) Assert.Equal(at, values[at]);
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void The_longest_prefix_is_never_shorter_than_one_that_stays(string name) => Beside(name, static (tree, contents, random) =>
    {
        for (int i = 0; i < 200; i++)
        {
            byte[] key = [.. contents.Keys[random.Next(contents.Keys.Count)], .. "x"u8];
            int staying = contents.PrefixesOf(key).LastOrDefault(static at => at % 2 == 0, -1);
            bool found = tree.TryGetLongestPrefix(key, out int matched, out int value);
            Assert.True(found || staying < 0);
            if (!found) continue;
            Assert.True(staying < 0 || matched >= contents.Keys[staying].Length);
            Assert.Equal(matched, contents.Keys[value].Length);
            Assert.True(key.AsSpan().StartsWith(contents.Keys[value]));
            int next = -1;
            foreach (var prefix in tree.EnumeratePrefixesOf(key))
            {
                Assert.True(prefix.Value > next);
                for (int passed = next + 1; passed < prefix.Value; passed++) Assert.True(passed % 2 != 0 || !key.AsSpan().StartsWith(contents.Keys[passed]));
                next = prefix.Value;
            }

            Assert.True(next >= staying);
        }
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Neighbours_do_not_pass_over_a_key_that_stays(string name) => Beside(name, static (tree, contents, random) =>
    {
        int last = contents.Keys.Count - 1;
        for (int i = 0; i < 200; i++)
        {
            int at = random.Next(contents.Keys.Count) & ~1;
            byte[] key = contents.Keys[at];
            Assert.True(tree.TryGetFloor(key, out _, out int value));
            Assert.Equal(at, value);
            Assert.True(tree.TryGetCeiling(key, out _, out value));
            Assert.Equal(at, value);
            if (tree.TryGetLower(key, out var found, out value)) Assert.InRange(value, at - 2, at - 1);
            else Assert.Equal(0, at);
            if (tree.TryGetHigher(key, out found, out value))
            {
                Assert.InRange(value, at + 1, at + 2);
                Assert.True(found.Span.SequenceEqual(contents.Keys[value]));
            }
            else
            {
                Assert.True(at + 2 > last);
            }
        }

        Assert.True(tree.TryGetFirst(out _, out int first));
        Assert.Equal(0, first);
        Assert.True(tree.TryGetLast(out _, out int end));
        Assert.InRange(end, last & ~1, last);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Walks_ascend_and_meet_every_key_that_stays(string name) => Beside(name, static (tree, contents, random) =>
    {
        int last = contents.Keys.Count - 1;
        int at = -1;
        foreach (var entry in tree)
        {
            Assert.InRange(entry.Value, at + 1, (at & ~1) + 2);
            at = entry.Value;
        }

        Assert.True(at >= (last & ~1));
        at = last + 1;
        foreach (var entry in tree.EnumerateDescending())
        {
            Assert.InRange(entry.Value, (at - 1) & ~1, at - 1);
            at = entry.Value;
        }

        Assert.Equal(0, at);
        int from = random.Next(contents.Keys.Count) & ~1;
        at = from - 1;
        foreach (var entry in tree.EnumerateFrom(contents.Keys[from]).Select(static entry => entry))
        {
            Assert.InRange(entry.Value, at + 1, (at & ~1) + 2);
            at = entry.Value;
        }

        Assert.True(at >= (last & ~1));
        byte[] prefix = contents.Keys[from][..(contents.Keys[from].Length / 2)];
        int[] with = [.. contents.With(prefix)];
        Assert.InRange(tree.CountPrefix(prefix), with.Count(static key => key % 2 == 0), with.Length);
        Assert.Equal(with.Where(static key => key % 2 == 0), tree.EnumeratePrefix(prefix).Select(static entry => entry.Value).Where(static key => key % 2 == 0));
    });

    [Theory]
    [InlineData("m/", "m/x/", "m/x/zz")] // both end at inner nodes
    [InlineData("m/", "m/x/0Z", "m/x/0Zz")] // one in a leaf
    [InlineData("", "m/x/", "m/x/zz")]
    [InlineData("m/x/0", "m/x/0Z", "m/x/0Zz")] // both in one leaf
    public void One_of_two_prefixes_that_take_turns_is_always_found(string shorter, string longer, string key)
    {
        var tree = new PrefixTree<string>();
        Fill(tree, "m/x/");
        Fill(tree, "m/y/");
        TakeTurns(tree, shorter, longer, () =>
        {
            Assert.True(tree.TryGetLongestPrefix(key, out int matched, out string? value));
            Assert.Equal(value!.Length, matched);
            Assert.Contains(value, new[] { shorter, longer });
        });
    }

    [Theory]
    [InlineData("n", "s")] // in leaves of one inner node
    [InlineData("n/some/where", "n/some/where/else")]
    [InlineData("n/a/1", "s/b/2")]
    public void One_of_two_neighbours_that_take_turns_is_always_found(string lower, string higher)
    {
        string[] either = [lower, higher];
        var above = new PrefixTree<string>(); // they come after all others
        Fill(above, "a/");
        Fill(above, "b/some/was/");
        TakeTurns(above, lower, higher, () =>
        {
            Check(above.TryGetLast(out _, out string? value), value);
            Check(above.TryGetFloor("y", out _, out value), value);
            Check(above.TryGetLower("y", out _, out value), value);
            Check(above.TryGetCeiling("c", out _, out value), value);
            Check(above.TryGetHigher("b/some/was/39", out _, out value), value);
        });
        var below = new PrefixTree<string>(); // they come before all others
        Fill(below, "t/any/");
        Fill(below, "z/");
        TakeTurns(below, lower, higher, () =>
        {
            Check(below.TryGetFirst(out _, out string? value), value);
            Check(below.TryGetCeiling("", out _, out value), value);
            Check(below.TryGetHigher("b", out _, out value), value);
            Check(below.TryGetFloor("t", out _, out value), value);
            Check(below.TryGetLower("t/any/00", out _, out value), value);
        });

        void Check(bool found, string? value)
        {
            Assert.True(found);
            Assert.Contains(value, either);
        }
    }

    private static void Fill(PrefixTree<string> tree, string prefix)
    {
        for (int i = 0; i < 40; i++) tree.Add($"{prefix}{i:00}", "");
    }

    /// <summary>At every moment one of two keys is there, for some moments both: a read that rests on nodes it saw at different moments can miss both.</summary>
    private static void TakeTurns(PrefixTree<string> tree, string first, string second, Action read)
    {
        tree.Add(first, first);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int turn = 0; turn < 5000; turn++)
            {
                tree.Add(second, second);
                Assert.True(tree.Remove(first));
                Thread.Yield(); // to a reader that stopped half way
                tree.Add(first, first);
                Assert.True(tree.Remove(second));
                Thread.Yield();
            }
        });
        for (int reader = 0; reader < 4; reader++) crew.AddUntilDone($"reader {reader}", read);
        crew.Join();
        tree.CheckInvariants();
    }

    private static void Beside(string name, Action<PrefixTree<int>, PrefixContents, Random> read)
    {
        var contents = PrefixContents.Of(name);
        var tree = new PrefixTree<int>();
        for (int at = 0; at < contents.Keys.Count; at += 2) tree.Add(contents.Keys[at], at);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            int[] odd = [.. Enumerable.Range(0, contents.Keys.Count).Where(static at => at % 2 != 0)];
            var random = new Random(1);
            for (int round = 0; round < Rounds; round++)
            {
                random.Shuffle(odd);
                foreach (int at in odd) tree[contents.Keys[at]] = at;
                random.Shuffle(odd);
                foreach (int at in odd) Assert.True(tree.Remove(contents.Keys[at]));
            }
        });
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(reader);
            crew.AddUntilDone($"reader {reader}", () => read(tree, contents, random));
        }

        crew.Join();
        tree.CheckInvariants();
    }
}
