using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class BlockHistoryTests
{
    [Theory]
    [InlineData(1, 60, 6, 3)]
    [InlineData(2, 400, 40, 2)]
    [InlineData(3, 1500, 200, 1)] // more steps than one stretch of the index, and more addresses than one word of it
    public void It_knows_every_state_of_the_run(int seed, int operations, int slots, int laps)
    {
        HeapScript script = HeapScript.Build(RecordedHeaps.Random(seed, operations, slots));
        var history = new BlockHistory(script);
        List<SortedDictionary<ulong, Block>> states = RecordedHeaps.States(script, laps);
        for (int state = 0; state < states.Count; state++)
        {
            var seen = new List<KeyValuePair<ulong, Block>>();
            for (int i = 0; (i = history.FirstLive(i, history.KeyCount - 1, state)) >= 0; i++)
            {
                seen.Add(new(history.Key(i), history.BlockAt(i, state)));
            }

            var backwards = new List<ulong>();
            for (int i = history.KeyCount - 1; (i = history.LastLive(0, i, state)) >= 0; i--)
            {
                backwards.Add(history.Key(i));
            }

            Assert.Equal(states[state], seen);
            Assert.Equal(states[state].Keys.Reverse(), backwards);
            Assert.Equal(states[state].Count, history.CountAt(state));
        }
    }

    [Fact]
    public void A_lifetime_is_the_states_in_which_the_block_is_there()
    {
        HeapScript script = HeapScript.Build(RecordedHeaps.Random(7, 80, 8));
        var history = new BlockHistory(script);
        List<SortedDictionary<ulong, Block>> states = RecordedHeaps.States(script, 3);
        var blocks = states.SelectMany(s => s).Distinct().Where(b => b.Value.Step < 2 * script.Length);
        foreach ((ulong key, Block block) in blocks)
        {
            Assert.True(history.TryGetLifetime(key, block, out int index, out Lifetime lifetime));
            Assert.Equal(key, history.Key(index));
            for (int state = 0; state < states.Count; state++)
            {
                bool live = states[state].TryGetValue(key, out Block there) && there == block;
                Assert.Equal(live, state >= lifetime.First && state < lifetime.End);
                if (live)
                {
                    Assert.Equal(lifetime, history.LifetimeAt(index, state));
                }
            }
        }
    }

    [Fact]
    public void A_block_that_was_never_recorded_has_no_lifetime()
    {
        var history = new BlockHistory(HeapScript.Build(RecordedHeaps.Of("+10:4 +20:8 -10")));

        Assert.True(history.TryGetLifetime(0x10, new Block(4, 1), out _, out _));
        Assert.False(history.TryGetLifetime(0x10, new Block(8, 1), out _, out _));  // another block's size
        Assert.False(history.TryGetLifetime(0x10, new Block(4, 2), out _, out _));  // another block's step
        Assert.False(history.TryGetLifetime(0x20, new Block(4, 1), out _, out _));  // another block's key
        Assert.False(history.TryGetLifetime(0x10, new Block(0, 3), out _, out _));  // a free
        Assert.False(history.TryGetLifetime(0x10, new Block(0, 0), out _, out _));  // the clear
        Assert.False(history.TryGetLifetime(0x10, new Block(4, -1), out _, out _));
        Assert.False(history.TryGetLifetime(0x10, new Block(4, long.MaxValue), out _, out _));
    }

    [Fact]
    public void The_floor_index_is_right_whatever_the_hint()
    {
        var history = new BlockHistory(HeapScript.Build(RecordedHeaps.Of("+10:4 +20:4 +30:4 +40:4")));
        for (int hint = 0; hint < history.KeyCount; hint++)
        {
            for (ulong address = 0; address < 0x50; address++)
            {
                Assert.Equal(((int)address / 16) - 1, history.FloorIndex(address, hint));
            }

            Assert.Equal(3, history.FloorIndex(ulong.MaxValue, hint));
        }
    }
}
