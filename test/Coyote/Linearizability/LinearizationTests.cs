using System.Collections.Generic;
using Xunit;

namespace Exploration.Linearizability;

/// <summary>The detector has its own controls: what it must reject, and what it must not.</summary>
public sealed class LinearizationTests
{
    private static readonly MapState Empty = MapState.Of([]);

    [Fact]
    public void An_empty_history_is_linearizable() => Assert.Empty(Linearization.Find(Empty, [])!);

    [Fact]
    public void A_read_that_began_after_a_write_had_ended_must_see_it()
    {
        MapCall[] history = [Set(1, 10, 1, 2), Get(1, null, 3, 4)];
        Assert.Null(Linearization.Find(Empty, history));
    }

    [Fact]
    public void A_read_that_overlaps_a_write_may_see_it_or_not()
    {
        Assert.NotNull(Linearization.Find(Empty, [Set(1, 10, 1, 4), Get(1, null, 2, 3)]));
        Assert.NotNull(Linearization.Find(Empty, [Set(1, 10, 1, 4), Get(1, 10, 2, 3)]));
    }

    [Fact]
    public void A_value_that_was_seen_stays_seen()
    {
        // Both reads overlap the write, but the second one began after the first had ended.
        MapCall[] history = [Set(1, 10, 1, 6), Get(1, 10, 2, 3), Get(1, null, 4, 5)];
        Assert.Null(Linearization.Find(Empty, history));
    }

    [Fact]
    public void A_floor_of_no_moment_is_rejected()
    {
        // What a floor without re-validation answers: 42 came before 20 went, so 10 was never the greatest key up to 45.
        MapState initial = State((10, 1), (20, 2), (50, 5));
        MapCall[] history =
        [
            new(MapVerb.Floor, 45, 0, 0, new MapAnswer(true, 10, 1), 1, 6),
            new(MapVerb.TryAdd, 42, 4, 0, new MapAnswer(true), 2, 3),
            new(MapVerb.TryRemove, 20, 0, 0, new MapAnswer(true, 0, 2), 4, 5),
        ];
        Assert.Null(Linearization.Find(initial, history));
        Assert.NotNull(Linearization.Find(initial, [history[0] with { Answer = new MapAnswer(true, 42, 4) }, history[1], history[2]]));
        Assert.NotNull(Linearization.Find(initial, [history[0] with { Answer = new MapAnswer(true, 20, 2) }, history[1], history[2]]));
    }

    [Fact]
    public void The_order_of_effect_may_differ_from_the_order_of_calls_and_of_returns()
    {
        // The set is called first and returns first, yet its place is last: the remove, called last, hands out what the add put there, the late read sees 7.
        MapCall[] history =
        [
            Set(1, 7, 1, 6),
            new(MapVerb.TryAdd, 1, 5, 0, new MapAnswer(true), 2, 8),
            new(MapVerb.TryRemove, 1, 0, 0, new MapAnswer(true, 0, 5), 3, 7),
            new(MapVerb.CompareAndSet, 1, 9, 5, new MapAnswer(false), 4, 9),
            Get(1, 7, 10, 11),
        ];
        IReadOnlyList<MapCall> order = Linearization.Find(Empty, history)!;
        Assert.Equal(MapVerb.TryAdd, order[0].Verb);
        int set = IndexOf(order, MapVerb.Set);
        Assert.True(IndexOf(order, MapVerb.TryRemove) < set);
        Assert.Equal(MapVerb.TryGet, order[^1].Verb);
    }

    [Fact]
    public void Two_threads_cannot_both_win_one_key()
    {
        MapCall[] adds = [new(MapVerb.TryAdd, 1, 5, 0, new MapAnswer(true), 1, 3), new(MapVerb.TryAdd, 1, 6, 0, new MapAnswer(true), 2, 4)];
        Assert.Null(Linearization.Find(Empty, adds));
        MapCall[] swaps = [new(MapVerb.CompareAndSet, 1, 5, 0, new MapAnswer(true), 1, 3), new(MapVerb.CompareAndSet, 1, 6, 0, new MapAnswer(true), 2, 4)];
        Assert.Null(Linearization.Find(State((1, 0)), swaps));
    }

    [Fact]
    public void Neighbours_and_ends_are_those_of_an_ordered_map()
    {
        MapState state = State((10, 1), (20, 2));
        Assert.NotNull(Linearization.Find(state,
        [
            new(MapVerb.First, 0, 0, 0, new MapAnswer(true, 10, 1), 1, 2),
            new(MapVerb.Last, 0, 0, 0, new MapAnswer(true, 20, 2), 3, 4),
            new(MapVerb.Floor, 10, 0, 0, new MapAnswer(true, 10, 1), 5, 6),
            new(MapVerb.Floor, 9, 0, 0, default, 7, 8),
            new(MapVerb.Ceiling, 11, 0, 0, new MapAnswer(true, 20, 2), 9, 10),
            new(MapVerb.Ceiling, 21, 0, 0, default, 11, 12),
        ]));
        Assert.Null(Linearization.Find(state, [new(MapVerb.Ceiling, 11, 0, 0, new MapAnswer(true, 10, 1), 1, 2)]));
        Assert.Null(Linearization.Find(Empty, [new(MapVerb.First, 0, 0, 0, new MapAnswer(true, 10, 1), 1, 2)]));
    }

    [Fact]
    public void Ranges_ends_and_gaps_are_those_of_an_ordered_map()
    {
        MapState state = State((10, 1), (20, 2), (30, 3));
        long middle = MapState.Fold(MapState.Fold(0, 10, 1), 20, 2);
        Assert.NotNull(Linearization.Find(state,
        [
            new(MapVerb.Lower, 20, 0, 0, new MapAnswer(true, 10, 1), 1, 2),
            new(MapVerb.Higher, 20, 0, 0, new MapAnswer(true, 30, 3), 3, 4),
            new(MapVerb.Higher, 15, 0, 0, new MapAnswer(true, 20, 2), 5, 6),
            new(MapVerb.Gap, 25, 0, 0, new MapAnswer(true, 20, 30), 7, 8),
            new(MapVerb.Gap, 31, 0, 0, new MapAnswer(true, 30, long.MaxValue), 9, 10),
            new(MapVerb.Gap, 30, 0, 0, default, 11, 12),
            new(MapVerb.Range, 10, 0, 29, new MapAnswer(true, 2, middle), 13, 14),
            new(MapVerb.RemoveFirst, 0, 0, 0, new MapAnswer(true, 10, 1), 15, 16),
            new(MapVerb.RemoveLast, 0, 0, 0, new MapAnswer(true, 30, 3), 17, 18),
            new(MapVerb.RemoveRange, 0, 0, 19, default, 19, 20),
            new(MapVerb.RemoveRange, 0, 0, 20, new MapAnswer(true), 21, 22),
            new(MapVerb.RemoveFirst, 0, 0, 0, default, 23, 24),
        ]));
        Assert.Null(Linearization.Find(state, [new(MapVerb.Range, 10, 0, 30, new MapAnswer(true, 2, middle), 1, 2)]));
        Assert.Null(Linearization.Find(state, [new(MapVerb.Range, 10, 0, 29, new MapAnswer(true, 2, MapState.Fold(MapState.Fold(0, 10, 1), 20, 3)), 1, 2)]));
        Assert.Null(Linearization.Find(state, [new(MapVerb.Gap, 25, 0, 0, new MapAnswer(true, 10, 30), 1, 2)]));
    }

    [Fact]
    public void Half_a_removed_range_is_rejected()
    {
        // The read of 10 began after the read of 20 had ended, which saw that 20 was gone.
        MapCall[] history =
        [
            new(MapVerb.RemoveRange, 0, 0, 50, new MapAnswer(true), 1, 10),
            Get(20, null, 2, 3),
            Get(10, 1, 4, 5),
        ];
        Assert.Null(Linearization.Find(State((10, 1), (20, 2)), history));
        Assert.NotNull(Linearization.Find(State((10, 1), (20, 2)), [history[0], Get(10, 1, 2, 3), Get(20, null, 4, 5)]));
    }

    [Fact]
    public void Many_calls_at_once_that_have_no_order_are_given_up_quickly()
    {
        // 14! orders without the memory of what was tried; the last read is wrong in all of them.
        var history = new List<MapCall>();
        for (int i = 0; i < 14; i++) history.Add(new MapCall(MapVerb.TryGet, i, 0, 0, default, i + 1, 100 + i));
        history.Add(Get(99, 1, 200, 201));
        Assert.Null(Linearization.Find(Empty, history));
    }

    [Fact]
    public void A_call_reads_as_what_was_asked_and_answered() =>
        Assert.Equal("[1..2] Floor(45) = 20: 2", new MapCall(MapVerb.Floor, 45, 0, 0, new MapAnswer(true, 20, 2), 1, 2).ToString());

    private static int IndexOf(IReadOnlyList<MapCall> order, MapVerb verb)
    {
        for (int i = 0; i < order.Count; i++)
        {
            if (order[i].Verb == verb) return i;
        }

        return -1;
    }

    private static MapState State(params (long Key, long Value)[] entries)
    {
        var pairs = new List<KeyValuePair<long, long>>();
        foreach ((long key, long value) in entries) pairs.Add(new KeyValuePair<long, long>(key, value));
        return MapState.Of(pairs);
    }

    private static MapCall Set(long key, long value, int began, int ended) => new(MapVerb.Set, key, value, 0, new MapAnswer(true), began, ended);

    private static MapCall Get(long key, long? value, int began, int ended) =>
        new(MapVerb.TryGet, key, 0, 0, value is { } found ? new MapAnswer(true, 0, found) : default, began, ended);
}
