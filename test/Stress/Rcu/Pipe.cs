using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>
/// One shared element that writers replace. What was replaced goes through a pipe: each grace period, waited for in a way picked at random, makes it one older.
/// A reader that meets an element two or more old has seen a grace period end too early. As rcutorture's pipe_count.
/// </summary>
internal sealed class Pipe
{
    private static readonly WayToWait[] Ways = Enum.GetValues<WayToWait>();

    private readonly StressRun run;
    private readonly RcuDomain domain;
    private readonly int elements;
    private readonly ConcurrentQueue<PipeElement> free = new();
    private readonly ConcurrentQueue<PipeElement> toAge = new();
    private readonly ConcurrentQueue<(PipeElement Element, GracePeriod Over)> polled = new();
    private PipeElement current = new();

    internal Pipe(StressRun run, RcuDomain domain, int elements = 256)
    {
        this.run = run;
        this.domain = domain;
        this.elements = elements;
        current.Renew();
        for (int i = 1; i < elements; i++) free.Enqueue(new PipeElement());
    }

    /// <summary>The shared element, for a reader inside a section.</summary>
    internal PipeElement Current => Volatile.Read(ref current);

    /// <summary>Looks at an element that was found in a section that is still open.</summary>
    internal static void Look(Worker worker, PipeElement element, string when)
    {
        // Its words first: they are destroyed after the age has passed the bound.
        bool whole = element.IsWhole;
        int age = element.Age;
        if (age > PipeElement.OldestMet)
            worker.Violate("no element that is two or more grace periods old", string.Create(CultureInfo.InvariantCulture, $"one of age {age} {when}"));
        else if (!whole)
            worker.Violate("an element whose words agree", $"words that do not, {when}");
    }

    /// <summary>A reader's section: meets the element, does <paramref name="meanwhile"/>, and meets it again.</summary>
    internal void Meet(Worker worker, Action<Worker> meanwhile)
    {
        PipeElement element = Current;
        Look(worker, element, "when found");
        meanwhile(worker);
        Look(worker, element, "at the section's end");
        worker.Count(element.Age == 0 ? "met linked" : "met unlinked");
    }

    /// <summary>A writer's step: replaces the element, and sees to a few that wait.</summary>
    internal void Turn(Worker worker)
    {
        // At once: the grace period that decides whether readers are overlooked is the first one after the unlinking.
        if (Replace(worker) is { } unlinked) WaitAndAge(worker, unlinked);
        Poll();
        for (int turns = 0; turns < PipeElement.PipeLength && toAge.TryDequeue(out PipeElement? element); turns++) WaitAndAge(worker, element);
    }

    /// <summary>After the workers' end: lets everything reach the end of the pipe, and fails when something does not.</summary>
    internal void Drain()
    {
        Patience.Until(
            () =>
            {
                domain.Synchronize();
                for (int settled = toAge.Count; settled > 0 && toAge.TryDequeue(out PipeElement? element); settled--) Age(element);
                Poll();
                return free.Count + 1 >= elements;
            },
            run.Options.Patience);
        int known = free.Count + 1;
        if (known != elements) run.Fail(null, $"all {elements} elements are back", $"{known} are; the others' grace periods never ended, or ended twice");
    }

    /// <returns>What was unlinked; null when there is nothing to replace it by.</returns>
    private PipeElement? Replace(Worker worker)
    {
        if (!free.TryDequeue(out PipeElement? next))
        {
            worker.Count("pool empty");
            Thread.Yield();
            return null;
        }

        next.Renew();
        PipeElement old = Interlocked.Exchange(ref current, next);
        old.GrowOlder();
        worker.Count("replacements");
        return old;
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
                if (Replace(worker) is { } another) toAge.Enqueue(another);
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

    /// <summary>Ages what has waited long enough.</summary>
    private void Poll()
    {
        for (int turns = polled.Count; turns > 0 && polled.TryDequeue(out (PipeElement Element, GracePeriod Over) waiting); turns--)
        {
            if (waiting.Over.IsCompleted) Age(waiting.Element);
            else polled.Enqueue(waiting);
        }
    }
}
