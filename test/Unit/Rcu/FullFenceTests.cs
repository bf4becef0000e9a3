using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class FullFenceTests
{
    [Theory]
    [InlineData(FullFenceProgram.ByVariable)]
    [InlineData(FullFenceProgram.BySwitch)]
    public void With_fences_in_readers_nothing_else_changes(string how) =>
        Assert.Equal("0: fence=True recycled=True", FullFenceProgram.Start(how));

    [Fact]
    public void Unless_it_is_forced_the_platform_decides()
    {
        bool forcedHere = Environment.GetEnvironmentVariable(ProcessWideBarrier.ForceVariable) == "1";
        string output = FullFenceProgram.Start(FullFenceProgram.NotAtAll);
        Assert.Matches(forcedHere ? "^0: fence=(True|False) recycled=True$" : $"^0: fence={ProcessWideBarrier.ReadersFence} recycled=True$", output);
    }
}
