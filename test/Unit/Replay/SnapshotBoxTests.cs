using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class SnapshotBoxTests
{
    [Fact]
    public void A_snapshot_goes_to_one_reader_and_the_box_is_empty_only_when_that_one_is_done()
    {
        var box = new SnapshotBox<string>();
        Assert.True(box.IsEmpty);
        Assert.False(box.TryTake(out _, out _));

        box.Put("snapshot", 17);
        Assert.False(box.IsEmpty);
        Assert.True(box.TryTake(out string? snapshot, out long state));
        Assert.Equal(("snapshot", 17), (snapshot, state));
        Assert.False(box.TryTake(out _, out _));
        Assert.False(box.IsEmpty);

        box.Release();
        Assert.True(box.IsEmpty);
    }
}
