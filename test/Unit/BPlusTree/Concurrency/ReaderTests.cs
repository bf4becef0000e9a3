using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Readers beside one writer that never rests, at the smallest node capacity, so that nodes split, merge and are recycled all the time.</summary>
[Collection(Alone.Name)]
public class ReaderTests
{
    private const int Writes = 150_000;
    private const int KeySpace = 128;
    private const int Readers = 2;

    [Fact]
    public void Values_of_8_bytes_always_belong_to_their_key()
        => ValuesBelongToTheirKeys(number => number, value => value, recycle: true);

    [Fact]
    public void Values_of_16_bytes_are_never_torn_and_belong_to_their_key()
        => ValuesBelongToTheirKeys(number => Twin.Of(number), value => value.IsWhole ? value.Left : -1, recycle: true);

    [Fact]
    public void Values_of_64_bytes_are_never_torn_and_belong_to_their_key()
        => ValuesBelongToTheirKeys(number => Block64.Of(number), value => value.IsWhole ? value.A : -1, recycle: true);

    [Fact]
    public void Reference_values_belong_to_their_key_and_are_never_null()
        => ValuesBelongToTheirKeys(number => Tuple.Create(number), value => value?.Item1 ?? -1, recycle: true);

    [Fact]
    public void Values_of_a_tree_that_does_not_recycle_belong_to_their_key()
        => ValuesBelongToTheirKeys(number => Twin.Of(number), value => value.IsWhole ? value.Left : -1, recycle: false);

    [Fact]
    public void Neighbour_reads_always_find_the_keys_that_are_there_throughout()
    {
        using var domain = new RcuDomain();
        var tree = OddsAndEvens.EvensStay(domain, KeySpace);
        using var crew = new Crew();
        crew.Add("writer", () => OddsAndEvens.OddsComeAndGo(tree, KeySpace, Writes, seed: 2));
        for (int reader = 0; reader < Readers; reader++)
        {
            var random = new Random(reader);
            crew.AddUntilDone($"reader {reader}", () =>
            {
                int probe = random.Next(KeySpace);
                int evenAtOrBelow = probe & ~1;
                int evenAtOrAbove = (probe + 1) & ~1;
                Assert.True(tree.TryGetFloor(probe, out int key, out var value));
                Between(evenAtOrBelow, key, probe, value);
                if (tree.TryGetLower(probe, out key, out value)) Between((probe - 1) & ~1, key, probe - 1, value);
                else Assert.Equal(0, probe);
                if (tree.TryGetCeiling(probe, out key, out value)) Between(probe, key, evenAtOrAbove, value);
                else Assert.Equal(KeySpace - 1, probe);
                if (tree.TryGetHigher(probe, out key, out value)) Between(probe + 1, key, (probe + 2) & ~1, value);
                else Assert.True(probe >= KeySpace - 2, $"nothing above {probe}");
                Assert.True(tree.TryGetFirst(out key, out value));
                Between(0, key, 0, value);
                Assert.True(tree.TryGetLast(out key, out value));
                Between(KeySpace - 2, key, KeySpace - 1, value);
                Assert.True(tree.ContainsKey(evenAtOrBelow), $"{evenAtOrBelow} is gone");
                Assert.Equal(evenAtOrBelow, tree[evenAtOrBelow].Left);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void Enumerations_see_every_key_that_is_there_throughout_exactly_once_in_order()
    {
        using var domain = new RcuDomain();
        var tree = OddsAndEvens.EvensStay(domain, KeySpace);
        using var crew = new Crew();
        crew.Add("writer", () => OddsAndEvens.OddsComeAndGo(tree, KeySpace, Writes, seed: 2));
        crew.AddUntilDone("ascending reader", () =>
        {
            var walk = new Walk(0, KeySpace - 2, 1);
            foreach (var entry in tree) walk.Step(entry);
            walk.End();
        });
        crew.AddUntilDone("descending and range reader", () =>
        {
            var down = new Walk(KeySpace - 2, 0, -1);
            foreach (var entry in tree.EnumerateDescending()) down.Step(entry);
            down.End();
            var range = new Walk(40, 80, 1);
            foreach (var entry in tree.EnumerateRange(KeyRange<int>.Between(39, false, 80, true))) range.Step(entry);
            range.End();
        });
        crew.AddUntilDone("reader through the interface and ForEach", () =>
        {
            var copied = new Walk(0, KeySpace - 2, 1);
            foreach (var entry in (IEnumerable<KeyValuePair<int, Twin>>)tree) copied.Step(entry);
            copied.End();
            var visited = new Walk(0, KeySpace - 2, 1);
            tree.ForEach(visited, static (walk, key, value, _) => walk.Step(new(key, value)));
            visited.End();
        });
        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void The_ends_of_a_window_that_only_moves_up_never_move_back()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<long, long>(domain: domain);
        tree.Add(0, 0);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (long next = 1; next <= Writes; next++)
            {
                Assert.True(tree.TryAdd(next, next));
                if (next >= 50) Assert.True(tree.Remove(next - 50));
            }
        });
        for (int reader = 0; reader < Readers; reader++)
        {
            long low = 0;
            long high = 0;
            crew.AddUntilDone($"reader {reader}", () =>
            {
                Assert.True(tree.TryGetFirst(out long first, out long atFirst));
                Assert.True(tree.TryGetLast(out long last, out long atLast));
                Assert.Equal((first, last), (atFirst, atLast));
                Assert.True(first >= low, $"first went from {low} back to {first}");
                Assert.True(last >= high, $"last went from {high} back to {last}");
                Assert.True(tree.TryGetFloor(long.MaxValue, out long floor, out _));
                Assert.True(floor >= last, $"floor {floor} after last {last}");
                (low, high) = (first, floor);
            });
        }

        crew.Join();
        Assert.Equal(50, tree.Count);
        tree.CheckInvariants();
    }

    [Fact]
    public void Readers_of_a_tree_that_is_cleared_and_drained_see_only_values_of_their_keys()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int round = 0; round < 2_000; round++)
            {
                for (int key = 0; key < 60; key++) tree[key] = Twin.Of(key);
                if (round % 2 == 0) tree.Clear();
                else Assert.Equal(60, tree.Drain(0, static (_, _, _, _) => { }));
            }
        });
        for (int reader = 0; reader < Readers; reader++)
        {
            crew.AddUntilDone($"reader {reader}", () =>
            {
                int last = -1;
                foreach (var (key, value) in tree)
                {
                    Assert.True(key > last, $"{key} after {last}");
                    Assert.Equal(Twin.Of(key), value);
                    last = key;
                }

                if (tree.TryGetFloor(30, out int floor, out var atFloor)) Assert.Equal(Twin.Of(floor), atFloor);
                if (tree.TryGetValue(7, out var seven)) Assert.Equal(Twin.Of(7), seven);
            });
        }

        crew.Join();
        Assert.True(tree.IsEmpty);
    }

    /// <summary>Each value is a number whose lowest bits are its key; the rest counts up, so a value never goes back in time either.</summary>
    private static void ValuesBelongToTheirKeys<TValue>(Func<long, TValue> valueOf, Func<TValue, long> number, bool recycle)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, TValue>(domain: domain, recycle: recycle);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            var random = new Random(1);
            for (long write = 0; write < Writes; write++)
            {
                int key = random.Next(KeySpace);
                if (random.Next(3) == 0) tree.Remove(key);
                else tree[key] = valueOf(write * KeySpace + key);
            }
        });
        for (int reader = 0; reader < Readers; reader++)
        {
            var random = new Random(100 + reader);
            var latest = new long[KeySpace];
            void Belongs(int key, TValue value)
            {
                long seen = number(value);
                if (seen < 0 || seen % KeySpace != key) Assert.Fail($"value {seen} under key {key}");
                if (seen < latest[key]) Assert.Fail($"value {seen} under key {key} after {latest[key]}");
                latest[key] = seen;
            }

            crew.AddUntilDone($"reader {reader}", () =>
            {
                for (int i = 0; i < 50; i++)
                {
                    int probe = random.Next(KeySpace);
                    if (tree.TryGetValue(probe, out var value)) Belongs(probe, value);
                    if (tree.TryGetFloor(probe, out int key, out value)) Belongs(key, value);
                    if (tree.TryGetHigher(probe, out key, out value)) Belongs(key, value);
                }

                foreach (var entry in tree) Belongs(entry.Key, entry.Value);
            });
        }

        crew.Join();
        Assert.Equal(recycle, domain.GetStatistics().RecycledNodes > 0);
        tree.CheckInvariants();
    }

    private static void Between(int low, int key, int high, Twin value)
    {
        if (key < low || key > high) Assert.Fail($"found {key}, expected {low} to {high}");
        if (value != Twin.Of(key)) Assert.Fail($"{value} under key {key}");
    }

    /// <summary>Follows one enumeration: in order, no key twice, no even key left out.</summary>
    private sealed class Walk(int firstEven, int lastEven, int direction)
    {
        private int _nextEven = firstEven;
        private int? _last;

        public void Step(KeyValuePair<int, Twin> entry)
        {
            if (_last is { } last && (entry.Key - last) * direction <= 0) Assert.Fail($"{entry.Key} after {last}");
            if (entry.Value != Twin.Of(entry.Key)) Assert.Fail($"{entry.Value} under key {entry.Key}");
            _last = entry.Key;
            if (entry.Key % 2 != 0) return;
            if (entry.Key != _nextEven) Assert.Fail($"even key {entry.Key}, expected {_nextEven}");
            _nextEven += 2 * direction;
        }

        public void End() => Assert.Equal(lastEven + 2 * direction, _nextEven);
    }
}
