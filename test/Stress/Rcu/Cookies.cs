using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Grace periods as values: what they promise about sections, about each other, and that they end though nobody waits.</summary>
internal sealed class Cookies : Scenario
{
    private const int MostKept = 10_000;

    private readonly ConcurrentQueue<GracePeriod> abandoned = new();
    private readonly ConcurrentQueue<GracePeriod> ended = new();
    private RcuDomain domain = null!;
    private SectionMarks marks = null!;

    internal override string Name => "rcu-cookies";

    internal override string Checks => "a grace period ends after all sections that were open at its start, never before, stays ended, ends after earlier ones, and ends though nobody waits";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        marks = new SectionMarks(run.Options.Readers);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    internal override void Finish(StressRun run)
    {
        while (abandoned.TryDequeue(out GracePeriod cookie))
        {
            if (Patience.Until(() => cookie.IsCompleted, run.Options.Patience)) continue;
            run.Fail(null, "a grace period ends though nobody waits for it", $"one that has not; {domain.GetStatistics()}");
            return;
        }
    }

    private void Read(Worker worker)
    {
        GracePeriod? own = null;
        using (domain.EnterRead())
        {
            marks.Enter(worker.Index);
            if (worker.Random.OneIn(16)) own = domain.StartGracePeriod();
            SectionDelay.Rest(worker);
            if (own is { IsCompleted: true }) worker.Violate("a grace period started inside a section does not end in it", "one that has");
            marks.Leave(worker.Index);
        }

        if (own is { } left && abandoned.Count < MostKept) abandoned.Enqueue(left);
        if (worker.Random.OneIn(8) && ended.TryDequeue(out GracePeriod old) && !old.IsCompleted) worker.Violate("what has ended stays ended, on every thread", "a grace period that has not ended any more");
        worker.Count("sections");
    }

    private void Write(Worker worker)
    {
        long[] noted = marks.NewNote();
        GracePeriod before = domain.StartGracePeriod();
        marks.Note(noted);
        GracePeriod asked = domain.StartGracePeriod();
        if (before == asked || !asked.Equals((object)asked) || !default(GracePeriod).IsCompleted) worker.Violate("grace periods equal their copies only, and none has nothing to wait for", $"{before} and {asked}");
        int way = worker.Random.Below(6);
        using (worker.Doing("wait", way))
        {
            if (!Wait(worker, way, asked)) return;
        }

        int inside = marks.StillInside(noted);
        if (inside >= 0) worker.Violate("no section that was open at the start of a grace period is open at its end", $"reader {inside + 1} is still in it, way {way}");
        if (!asked.IsCompleted) worker.Violate("a grace period that was waited for has ended", $"it has not, way {way}");
        if (!before.IsCompleted) worker.Violate("an earlier grace period has ended when a later one has", "it has not");
        if (ended.Count < MostKept) ended.Enqueue(asked);
        if (abandoned.TryDequeue(out GracePeriod older) && !older.IsCompleted) abandoned.Enqueue(older);
        worker.Count("waits");
    }

    /// <returns>False when the run is over before.</returns>
    private bool Wait(Worker worker, int way, GracePeriod asked)
    {
        switch (way)
        {
            case 0:
                asked.Wait();
                return true;
            case 1:
                asked.WaitAsync().Wait();
                return true;
            case 2:
                // Begun later, so it says that the earlier one is over as well.
                domain.Synchronize();
                return true;
            case 3:
                domain.Barrier();
                domain.SynchronizeExpedited();
                return true;
            case 4:
                return WaitOrGiveUp(worker, asked);
            default:
                var spinner = new SpinWait();
                while (!asked.IsCompleted)
                {
                    if (worker.Stopping)
                    {
                        abandoned.Enqueue(asked);
                        return false;
                    }

                    spinner.SpinOnce();
                }

                return true;
        }
    }

    /// <summary>A wait that is cancelled ends, and the grace period goes on.</summary>
    private bool WaitOrGiveUp(Worker worker, GracePeriod asked)
    {
        using var source = new CancellationTokenSource();
        Task wait = asked.WaitAsync(source.Token);
        Thread.SpinWait(worker.Random.Below(2_000));
        source.Cancel();
        try
        {
            wait.Wait();
            return true;
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException)
        {
            abandoned.Enqueue(asked);
            worker.Count("given up");
            return false;
        }
    }
}
