using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>The checker against an oracle that tries every state of the window; the planted wrong answers are its positive control.</summary>
public sealed class HeapCheckerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_floor_answer_passes_exactly_when_some_state_of_the_window_gives_it(int seed)
    {
        HeapScript script = HeapScript.Build(RecordedHeaps.Random(seed, 24, 5));
        var history = new BlockHistory(script);
        var checker = new HeapChecker(history);
        List<SortedDictionary<ulong, Block>> states = RecordedHeaps.States(script, 2);
        KeyValuePair<ulong, Block>[] blocks = [.. states.SelectMany(s => s).Distinct()];
        int passed = 0;
        int caught = 0;
        for (ulong address = 98; address < 124; address += 3)
        {
            int floorIndex = history.FloorIndex(address);
            KeyValuePair<ulong, Block>?[] floors = [.. states.Select(s => Floor(s, address))];
            for (int first = 0; first < states.Count; first += 2)
            {
                for (int last = first; last < int.Min(states.Count, first + 30); last += 1 + (last - first) / 4)
                {
                    var allowed = floors[first..(last + 1)].ToHashSet();
                    var window = new StateWindow(first, last);
                    foreach (KeyValuePair<ulong, Block>? answer in blocks.Select(b => (KeyValuePair<ulong, Block>?)b).Append(null))
                    {
                        Mismatch? verdict = checker.CheckFloor(
                            address, floorIndex, answer is not null, answer?.Key ?? 0, answer?.Value ?? default, window);
                        Assert.Equal(allowed.Contains(answer), verdict is null);
                        passed += verdict is null ? 1 : 0;
                        caught += verdict is null ? 0 : 1;
                    }
                }
            }
        }

        Assert.True(passed > 1000 && caught > 1000, $"{passed} answers passed and {caught} were caught: too few to mean anything");
    }

    [Fact]
    public void A_planted_wrong_floor_is_reported_with_what_was_expected_and_when()
    {
        HeapChecker checker = CheckerOf("+10:4 +20:8 -20", out BlockHistory history);
        var afterTwo = new StateWindow(3, 3);

        Mismatch? tooFar = checker.CheckFloor(0x23, history.FloorIndex(0x23), true, 0x10, new Block(4, 1), afterTwo);
        Mismatch? nothing = checker.CheckFloor(0x23, history.FloorIndex(0x23), false, 0, default, afterTwo);
        Mismatch? wrongSize = checker.CheckFloor(0x23, history.FloorIndex(0x23), true, 0x20, new Block(4, 2), afterTwo);
        Mismatch? wrongSide = checker.CheckFloor(0x13, history.FloorIndex(0x13), true, 0x20, new Block(8, 2), afterTwo);
        Mismatch? dead = checker.CheckFloor(0x23, history.FloorIndex(0x23), true, 0x20, new Block(8, 2), new StateWindow(4, 5));
        Mismatch? unborn = checker.CheckFloor(0x23, history.FloorIndex(0x23), true, 0x20, new Block(8, 2), new StateWindow(0, 2));

        Assert.Equal(
            new Mismatch(
                "floor of 23",
                "nearer: 20 size 8 of operation 2 (line 2) of round 1, live until operation 3 (line 3) of round 1",
                "10 size 4 of operation 1 (line 1) of round 1",
                "after operation 2 (line 2) of round 1"),
            tooFar);
        Assert.Equal("nothing", nothing?.Seen);
        Assert.Equal("a block as it was recorded", wrongSize?.Expected);
        Assert.Equal("a block at or below the address", wrongSide?.Expected);
        Assert.Equal("a block that was live at some moment of the read", dead?.Expected);
        Assert.NotNull(unborn);
    }

    [Fact]
    public void A_block_of_the_round_before_is_not_taken_for_the_same_block_of_this_round()
    {
        HeapChecker checker = CheckerOf("+10:4 +20:8", out BlockHistory history);
        int lap = history.Script.Length;
        var nextLap = new StateWindow(lap + 2, lap + 2);

        Assert.Null(checker.CheckFloor(0x12, 0, true, 0x10, new Block(4, lap + 1), nextLap));
        Assert.NotNull(checker.CheckFloor(0x12, 0, true, 0x10, new Block(4, 1), nextLap));
    }

    [Fact]
    public void A_window_over_the_whole_run_still_rejects_what_no_state_gives()
    {
        // Whatever the moment, 18 or 10 lies nearer to 1c than 8 does.
        HeapChecker checker = CheckerOf("+8:4 +10:4 +18:4 -10 +10:4 -18 +18:4 -18", out BlockHistory history);
        var window = new StateWindow(4, 9);

        Assert.NotNull(checker.CheckFloor(0x1c, history.FloorIndex(0x1c), true, 8, new Block(4, 1), window));
        Assert.Null(checker.CheckFloor(0x1c, history.FloorIndex(0x1c), true, 0x10, new Block(4, 5), window));
        Assert.NotNull(checker.CheckFloor(0x1c, history.FloorIndex(0x1c), true, 0x10, new Block(4, 2), window));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void A_scan_of_any_state_passes_and_every_planted_change_of_it_is_caught(int seed)
    {
        HeapScript script = HeapScript.Build(RecordedHeaps.Random(seed, 40, 8));
        var history = new BlockHistory(script);
        var checker = new HeapChecker(history);
        List<SortedDictionary<ulong, Block>> states = RecordedHeaps.States(script, 2);
        for (int state = 0; state < states.Count; state++)
        {
            foreach (ScanRequest request in Requests(history))
            {
                var exact = new StateWindow(state, state);
                List<KeyValuePair<ulong, Block>> right = [.. states[state].Where(b => request.Contains(b.Key))];
                if (request.Descending)
                {
                    right.Reverse();
                }

                Assert.Null(checker.CheckScan(request, Seen(history, right), exact));
                Assert.Null(checker.CheckScan(request, Seen(history, right), new StateWindow(long.Max(0, state - 5), state + 5)));
                for (int i = 0; i < right.Count; i++)
                {
                    Assert.NotNull(checker.CheckScan(request, Seen(history, right.Where((_, at) => at != i)), exact));
                    Assert.NotNull(checker.CheckScan(request, Seen(history, right.Append(right[i])), exact));
                    Assert.NotNull(checker.CheckScan(request, Seen(history, Altered(right, i, b => b with { Size = b.Size + 1 })), exact));
                    Assert.NotNull(checker.CheckScan(
                        request, Seen(history, Altered(right, i, b => b with { Step = b.Step + script.Length })), exact));
                }

                if (right.Count > 1)
                {
                    Assert.NotNull(checker.CheckScan(request, Seen(history, Enumerable.Reverse(right)), exact));
                }
            }
        }
    }

    [Fact]
    public void A_scan_may_miss_what_changed_meanwhile_but_not_what_lived_all_through()
    {
        HeapChecker checker = CheckerOf("+10:4 +20:4 +30:4 -20 +28:4", out BlockHistory history);
        var window = new StateWindow(4, 6);
        KeyValuePair<ulong, Block> ten = new(0x10, new Block(4, 1));
        KeyValuePair<ulong, Block> twenty = new(0x20, new Block(4, 2));
        KeyValuePair<ulong, Block> late = new(0x28, new Block(4, 5));
        KeyValuePair<ulong, Block> thirty = new(0x30, new Block(4, 3));

        Assert.Null(checker.CheckScan(ScanRequest.All, Seen(history, [ten, twenty, late, thirty]), window));
        Assert.Null(checker.CheckScan(ScanRequest.All, Seen(history, [ten, late, thirty]), window));
        Assert.Null(checker.CheckScan(ScanRequest.All, Seen(history, [ten, thirty]), window));
        Assert.NotNull(checker.CheckScan(ScanRequest.All, Seen(history, [ten, twenty, late]), window));
        Assert.NotNull(checker.CheckScan(ScanRequest.All, Seen(history, [twenty, late, thirty]), window));
        Assert.NotNull(checker.CheckScan(new ScanRequest(0x10, false, 0x30, true, false), Seen(history, [ten, thirty]), window));
    }

    private static HeapChecker CheckerOf(string operations, out BlockHistory history)
    {
        history = new BlockHistory(HeapScript.Build(RecordedHeaps.Of(operations)));
        return new HeapChecker(history);
    }

    private static KeyValuePair<ulong, Block>? Floor(SortedDictionary<ulong, Block> state, ulong address) =>
        state.Any(b => b.Key <= address) ? state.Last(b => b.Key <= address) : null;

    private static IEnumerable<ScanRequest> Requests(BlockHistory history)
    {
        yield return ScanRequest.All;
        ulong lower = history.Key(1);
        ulong upper = history.Key(history.KeyCount - 2);
        for (int bits = 0; bits < 8; bits++)
        {
            yield return new ScanRequest(lower, (bits & 1) != 0, upper, (bits & 2) != 0, (bits & 4) != 0);
        }

        yield return new ScanRequest(lower - 1, true, upper + 1, false, true);
        yield return new ScanRequest(0, true, 1, true, false);
    }

    private static IEnumerable<KeyValuePair<ulong, Block>> Altered(
        IEnumerable<KeyValuePair<ulong, Block>> blocks, int position, System.Func<Block, Block> change) =>
        blocks.Select((b, at) => at == position ? new KeyValuePair<ulong, Block>(b.Key, change(b.Value)) : b);

    private static ScanBuffer Seen(BlockHistory history, IEnumerable<KeyValuePair<ulong, Block>> blocks)
    {
        var seen = new ScanBuffer(history.KeyCount + 1);
        foreach ((ulong key, Block block) in blocks)
        {
            Assert.True(seen.TryAppend(key, block));
        }

        return seen;
    }
}
