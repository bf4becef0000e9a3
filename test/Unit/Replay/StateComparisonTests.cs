using System.Collections.Generic;
using System.Linq;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class StateComparisonTests
{
    private static readonly KeyValuePair<ulong, Block>[] Right =
    [
        new(0x10, new Block(4, 1)), new(0x20, new Block(8, 2)), new(0x30, new Block(2, 5)),
    ];

    private readonly HeapScript _script = HeapScript.Build(RecordedHeaps.Of("+10:4 +20:8 +30:4 -30 +30:2"));

    [Fact]
    public void Equal_maps_are_equal() => Assert.Null(Compare(Right, Right.Length, _script.Final));

    [Fact]
    public void Every_difference_from_the_state_is_found()
    {
        Assert.NotNull(Compare(Right[..2], 3, null));
        Assert.NotNull(Compare(Right[1..], 3, null));
        Assert.NotNull(Compare(Right.Append(new(0x40, new Block(4, 3))), 3, null));
        Assert.NotNull(Compare(Right.Append(Right[2]), 3, null));
        Assert.NotNull(Compare([Right[1], Right[0], Right[2]], 3, null));
        Assert.NotNull(Compare([Right[0], Right[1], new(0x30, new Block(4, 3))], 3, null)); // the block that was there before
        Assert.NotNull(Compare([Right[0], Right[1], new(0x30, new Block(2, 3))], 3, null));
        Assert.NotNull(Compare([], 3, null));
    }

    [Fact]
    public void A_wrong_count_is_found() => Assert.Equal("a count of 3", Compare(Right, 4, null)?.Expected);

    [Fact]
    public void Every_difference_from_the_recorded_final_state_is_found()
    {
        LiveBlock[] final = [.. _script.Final];

        Assert.NotNull(Compare(Right, 3, final[..2]));
        Assert.NotNull(Compare(Right, 3, [.. final, new LiveBlock(0x40, 1)]));
        Assert.NotNull(Compare(Right, 3, [final[0], final[1] with { Size = 9 }, final[2]]));
        Assert.NotNull(Compare(Right, 3, [final[0], final[1] with { Address = 0x21 }, final[2]]));
        Assert.NotNull(Compare(Right, 3, []));
    }

    private Mismatch? Compare(IEnumerable<KeyValuePair<ulong, Block>> entries, int count, IReadOnlyList<LiveBlock>? final)
    {
        var history = new BlockHistory(_script);
        var comparison = new StateComparison(history, new HeapChecker(history));
        comparison.Start("a test", _script.FirstRoundEnd + 1, final, count);
        foreach ((ulong key, Block block) in entries)
        {
            comparison.Accept(key, block);
        }

        comparison.Finish();
        return comparison.Result;
    }
}
