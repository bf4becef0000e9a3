using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Look-ups of many keys, pages and cursors beside one writer that never rests, at the smallest node capacity.</summary>
[Collection(Alone.Name)]
public class ManyReaderTests
{
    private const int Writes = 100_000;
    private const int KeySpace = 256;

    [Fact]
    public void Many_look_ups_at_once_find_every_key_that_is_there_throughout_with_its_value()
    {
        using var domain = new RcuDomain();
        var tree = OddsAndEvens.EvensStay(domain, KeySpace);
        using var crew = new Crew();
        crew.Add("writer", () => OddsAndEvens.OddsComeAndGo(tree, KeySpace, Writes, seed: 3));
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(reader);
            var keys = new int[100];
            var values = new Twin[keys.Length];
            var found = new bool[keys.Length];
            crew.AddUntilDone($"reader {reader}", () =>
            {
                for (int i = 0; i < keys.Length; i++) keys[i] = random.Next(-2, KeySpace + 2);
                int count = tree.GetMany(keys, values, found);
                for (int i = 0; i < keys.Length; i++)
                {
                    bool stays = keys[i] >= 0 && keys[i] < KeySpace && keys[i] % 2 == 0;
                    if (stays && !found[i]) Assert.Fail($"{keys[i]} was not found");
                    if (found[i] ? values[i] != Twin.Of(keys[i]) : values[i] != default) Assert.Fail($"{values[i]} under key {keys[i]}, found: {found[i]}");
                    if (found[i]) count--;
                }

                Assert.Equal(0, count);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void A_cursor_that_turns_as_it_likes_never_steps_over_a_key_that_is_there_throughout()
    {
        using var domain = new RcuDomain();
        var tree = OddsAndEvens.EvensStay(domain, KeySpace);
        using var crew = new Crew();
        crew.Add("writer", () => OddsAndEvens.OddsComeAndGo(tree, KeySpace, Writes, seed: 3));
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(10 + reader);
            crew.AddUntilDone($"reader {reader}", () =>
            {
                using var cursor = tree.GetCursor();
                Assert.True(cursor.Seek(random.Next(KeySpace - 1)));
                for (int steps = 0; steps < 200; steps++)
                {
                    int at = cursor.Key;
                    bool up = random.Next(5) > 1 == (steps / 40 % 2 == 0);
                    bool moved = up ? cursor.MoveNext() : cursor.MovePrevious();
                    if (!moved)
                    {
                        // At the end: every key that stays is on one side.
                        Assert.True(up ? at >= KeySpace - 2 : at <= 0, $"nothing {(up ? "above" : "below")} {at}");
                        Assert.True(up ? cursor.SeekLast() : cursor.SeekFirst());
                        continue;
                    }

                    int distance = up ? cursor.Key - at : at - cursor.Key;
                    // From an even key the next even one is two away, from an odd one it is the neighbour.
                    if (distance <= 0 || distance > 2 - (at & 1)) Assert.Fail($"from {at} {(up ? "up" : "down")} to {cursor.Key}");
                    if (cursor.Value != Twin.Of(cursor.Key)) Assert.Fail($"{cursor.Value} under key {cursor.Key}");
                }
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Pages_and_counts_hold_every_key_that_is_there_throughout_once()
    {
        using var domain = new RcuDomain();
        var tree = OddsAndEvens.EvensStay(domain, KeySpace);
        using var crew = new Crew();
        crew.Add("writer", () => OddsAndEvens.OddsComeAndGo(tree, KeySpace, Writes, seed: 3));
        for (int reader = 0; reader < 2; reader++)
        {
            bool descending = reader == 1;
            var keys = new int[11];
            var values = new Twin[keys.Length];
            crew.AddUntilDone($"reader {reader}", () =>
            {
                int evens = 0;
                int last = descending ? int.MaxValue : int.MinValue;
                var rest = KeyRange<int>.All;
                while ((descending ? tree.CopyDescending(rest, keys, values, out rest) : tree.CopyRange(rest, keys, values, out rest)) is > 0 and var count)
                {
                    for (int i = 0; i < count; i++)
                    {
                        if (descending ? keys[i] >= last : keys[i] <= last) Assert.Fail($"{keys[i]} after {last}");
                        if (values[i] != Twin.Of(keys[i])) Assert.Fail($"{values[i]} under key {keys[i]}");
                        last = keys[i];
                        if (last % 2 == 0) evens++;
                    }
                }

                Assert.Equal(KeySpace / 2, evens);
                long counted = tree.CountRange(KeyRange<int>.Inclusive(0, KeySpace - 1));
                Assert.InRange(counted, KeySpace / 2, KeySpace);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }
}
