using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class HeapScriptTests
{
    [Theory]
    [InlineData("+10:4 -20", 2, "frees 20, which is not a live block")]
    [InlineData("-10", 1, "frees 10, which is not a live block")]
    [InlineData("+10:4 -10 -10", 3, "frees 10, which is not a live block")]
    [InlineData("+10:4 -12", 2, "frees 12, which is not a live block")]
    [InlineData("+10:4 +10:4", 2, "overlaps the live block 10")]
    [InlineData("+10:4 +13:1", 2, "overlaps the live block 10 of 4 bytes from line 1")]
    [InlineData("+10:4 +d:4", 2, "overlaps the live block 10")]
    [InlineData("+10:4 +8:100", 2, "overlaps the live block 10")]
    [InlineData("+10:4 +20:4 -20 +c:4 +f:2", 5, "overlaps the live block c")]
    [InlineData("+1:18446744073709551615 +0:1 +5:1", 3, "overlaps the live block 1")]
    public void A_recording_that_cannot_have_happened_is_rejected_with_its_line(string operations, int line, string reason)
    {
        InputException e = Assert.Throws<InputException>(() => HeapScript.Build(RecordedHeaps.Of(operations)));

        Assert.Equal(line, e.Line);
        Assert.Contains(reason, e.Message, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+10:4 +14:4 +c:4")]
    [InlineData("+10:4 -10 +e:8 -e +10:4")]
    [InlineData("+ffffffffffffffff:1 +0:1")]
    public void Blocks_that_touch_or_follow_each_other_are_fine(string operations) =>
        Assert.NotEmpty(HeapScript.Build(RecordedHeaps.Of(operations)).Keys);

    [Fact]
    public void A_lap_is_a_clear_a_round_its_undoing_and_a_second_round()
    {
        HeapScript script = HeapScript.Build(RecordedHeaps.Of("+10:4 +20:4 -10 +30:4"));

        Assert.Equal(1 + 4 + 2 + 4, script.Length);
        Assert.Equal([4, 10], Enumerable.Range(0, script.Length).Where(script.EndsRound));
        List<SortedDictionary<ulong, Block>> states = RecordedHeaps.States(script, 2);
        foreach (int end in new[] { 4, 10, 15, 21 })
        {
            Assert.Equal(script.Final, states[end + 1].Select(b => new LiveBlock(b.Key, b.Value.Size)));
        }

        Assert.Empty(states[script.EmptyingEnd + 1]);
    }

    [Fact]
    public void Without_a_recorded_final_state_it_is_derived_and_with_one_it_is_kept_as_recorded()
    {
        Assert.Equal([new LiveBlock(0x10, 4), new LiveBlock(0x20, 8)], HeapScript.Build(RecordedHeaps.Of("+20:8 +10:4")).Final);
        Assert.Equal([new LiveBlock(0x99, 1)], HeapScript.Build(RecordedHeaps.Of("+20:8", new LiveBlock(0x99, 1))).Final);
    }

    [Theory]
    [InlineData(0, "the clear before round 1")]
    [InlineData(2, "operation 2 (line 2) of round 1")]
    [InlineData(5, "removal 1 after round 1")]
    [InlineData(7, "operation 1 (line 1) of round 2")]
    [InlineData(11, "the clear before round 3")]
    [InlineData(21, "operation 4 (line 4) of round 4")]
    public void A_step_is_described_in_the_terms_of_the_recording(long step, string text) =>
        Assert.Equal(text, HeapScript.Build(RecordedHeaps.Of("+10:4 +20:4 -10 +30:4")).Describe(step));
}
