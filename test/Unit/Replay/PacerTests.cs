using System.Diagnostics;
using System.Threading;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class PacerTests
{
    private static readonly long Hour = Stopwatch.Frequency * 3600;

    [Fact]
    public void A_step_that_is_due_goes_at_once_and_is_counted()
    {
        long now = Stopwatch.GetTimestamp();
        var pacer = new Pacer(stepsPerSecond: 10, started: now - Hour, deadline: now + Hour);

        pacer.Wait(step: 35_999, CancellationToken.None);

        Assert.Equal(1, pacer.PacedSteps);
    }

    [Fact]
    public void A_step_is_not_let_go_before_it_is_due()
    {
        long now = Stopwatch.GetTimestamp();
        var pacer = new Pacer(stepsPerSecond: 1000, started: now, deadline: now + Hour);

        pacer.Wait(step: 5, CancellationToken.None);

        Assert.True(Stopwatch.GetElapsedTime(now).TotalMilliseconds >= 5);
    }

    [Fact]
    public void After_the_deadline_no_step_waits_and_none_is_counted()
    {
        long now = Stopwatch.GetTimestamp();
        var pacer = new Pacer(stepsPerSecond: 1, started: now, deadline: now);

        pacer.Wait(step: 1_000_000, CancellationToken.None);

        Assert.Equal(0, pacer.PacedSteps);
    }

    [Fact]
    public void A_cancelled_run_does_not_wait()
    {
        long now = Stopwatch.GetTimestamp();
        var pacer = new Pacer(stepsPerSecond: 1, started: now, deadline: now + Hour);

        pacer.Wait(step: 1_000_000, new CancellationToken(canceled: true));

        Assert.Equal(0, pacer.PacedSteps);
    }
}
