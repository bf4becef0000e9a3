using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>
/// Readers look at one shared element; writers replace it, and what was replaced passes through a pipe: each grace period, waited for in a way picked at random,
/// makes it one older. A reader that meets an element two or more old has seen a grace period end too early. As rcutorture's pipe_count.
/// </summary>
internal sealed class AgePipe : Scenario
{
    private const int Elements = 256;
    private static readonly WayToWait[] Ways = Enum.GetValues<WayToWait>();

    private readonly ConcurrentQueue<PipeElement> free = new();
    private readonly ConcurrentQueue<PipeElement> toAge = new();
    private readonly ConcurrentQueue<(PipeElement Element, GracePeriod Over)> polled = new();
    private RcuDomain domain = null!;
    private StressRun run = null!;
    private PipeElement current = new();

    internal override string Name => "rcu-age-pipe";

    internal override string Checks => "no reader meets an element two or more grace periods old, whichever way the grace period was waited for";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        domain = run.NewDomain();
        current.Renew();
        for (int i = 1; i < Elements; i++) free.Enqueue(new PipeElement());
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    internal override void Finish(StressRun run)
    {
        Drain();
        int known = free.Count + 1;
        if (known != Elements) run.Fail(null, $"all {Elements} elements are back", $"{known} are; the others' grace periods never ended");
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead())
        {
            PipeElement element = Volatile.Read(ref current);
            Look(worker, element, "when found");
            SectionDelay.Rest(worker);
            Look(worker, element, "at the section's end");
            worker.Count(element.Age == 0 ? "met linked" : "met unlinked");
        }

        worker.Count("reads");
    }

    private static void Look(Worker worker, PipeElement element, string when)
    {
        // Its words first: they are destroyed after the age has passed the bound.
        bool whole = element.IsWhole;
        int age = element.Age;
        if (age > PipeElement.OldestMet)
        {
            worker.Violate(
                "no element that is two or more grace periods old", string.Create(CultureInfo.InvariantCulture, $"one of age {age} {when}"));
        }
        else if (!whole && age == element.Age)
        {
            worker.Violate("an element whose words agree", $"words that do not, {when}");
        }
    }

    private void Write(Worker worker)
    {
        Replace(worker);
        Poll();
        for (int turns = 0; turns < 8 && toAge.TryDequeue(out PipeElement? element); turns++) WaitAndAge(worker, element);
    }

    private void Replace(Worker worker)
    {
        if (!free.TryDequeue(out PipeElement? next))
        {
            worker.Count("pool empty");
            Thread.Yield();
            return;
        }

        next.Renew();
        PipeElement old = Interlocked.Exchange(ref current, next);
        old.GrowOlder();
        toAge.Enqueue(old);
        worker.Count("replacements");
    }

    private void WaitAndAge(Worker worker, PipeElement element)
    {
        WayToWait way = Ways[worker.Random.Below(Ways.Length)];
        using ActivityScope doing = worker.Doing(way.ToString(), element.Age);
        switch (way)
        {
            case WayToWait.Call:
                domain.Call(static state => state.Pipe.Age(state.Element), (Pipe: this, Element: element));
                break;
            case WayToWait.Synchronize:
                domain.Synchronize();
                Age(element);
                break;
            case WayToWait.Expedited:
                domain.SynchronizeExpedited();
                Age(element);
                break;
            case WayToWait.Async:
                _ = AgeAfter(domain.SynchronizeAsync(), element);
                break;
            case WayToWait.Polled:
                polled.Enqueue((element, domain.StartGracePeriod()));
                break;
            case WayToWait.Conditional:
                GracePeriod asked = domain.StartGracePeriod();
                Replace(worker);
                if (!asked.IsCompleted) asked.Wait();
                Age(element);
                break;
            case WayToWait.ConditionalAsync:
                _ = AgeAfter(domain.StartGracePeriod().WaitAsync(), element);
                break;
        }

        worker.Count("waits");
    }

    private async Task AgeAfter(Task gracePeriod, PipeElement element)
    {
        try
        {
            await gracePeriod.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            run.Fail(null, e);
            return;
        }

        Age(element);
    }

    private void Age(PipeElement element)
    {
        if (element.GrowOlder() == PipeElement.PipeLength) free.Enqueue(element);
        else toAge.Enqueue(element);
    }

    /// <summary>Ages what has waited long enough, a few at a time.</summary>
    private void Poll()
    {
        for (int turns = polled.Count; turns > 0 && polled.TryDequeue(out (PipeElement Element, GracePeriod Over) waiting); turns--)
        {
            if (waiting.Over.IsCompleted) Age(waiting.Element);
            else polled.Enqueue(waiting);
        }
    }

    /// <summary>Ages everything to the end of the pipe.</summary>
    private void Drain()
    {
        long end = Environment.TickCount64 + (long)run.Options.Patience.TotalMilliseconds;
        while (free.Count + 1 < Elements && Environment.TickCount64 < end)
        {
            domain.Synchronize();
            int settled = toAge.Count;
            for (; settled > 0 && toAge.TryDequeue(out PipeElement? element); settled--) Age(element);
            Poll();
            Thread.Yield();
        }
    }
}
