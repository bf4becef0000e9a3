using System;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Several domains, sections of several at once, waits for one inside a section of another, and domains that come and go and leave their places to others.</summary>
internal sealed class Domains : Scenario
{
    private const int Lasting = 3;

    private readonly RcuDomain[] domains = new RcuDomain[Lasting];
    private readonly Pipe[] pipes = new Pipe[Lasting];
    private StressRun run = null!;

    internal override string Name => "rcu-domains";

    internal override string Checks => "each domain waits for its own readers, all of them and no others, also when a thread reads in several and domains come and go";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        for (int i = 0; i < Lasting; i++)
        {
            domains[i] = run.NewDomain(new RcuDomainOptions { Name = $"{Name} {i + 1}" });
            pipes[i] = new Pipe(run, domains[i], elements: 64);
        }

        run.AddReaders(Read);
        run.AddWriters(worker => pipes[worker.Random.Below(Lasting)].Turn(worker));
        run.AddWorker("crosser", Cross);
        run.AddWorker("passer-by", PassBy);
    }

    internal override void Finish(StressRun run)
    {
        foreach (Pipe pipe in pipes) pipe.Drain();
    }

    private void Read(Worker worker)
    {
        int first = worker.Random.Below(Lasting), second = worker.Random.Below(Lasting);
        using (domains[first].EnterRead())
        {
            pipes[first].Meet(worker, inside =>
            {
                using (domains[second].EnterRead()) pipes[second].Meet(inside, SectionDelay.Rest);
            });
        }

        worker.Count("sections", 2);
    }

    /// <summary>Waits for a domain inside a section of another one. Upwards only: two who wait for each other wait for ever.</summary>
    private void Cross(Worker worker)
    {
        int lower = worker.Random.Below(Lasting - 1);
        int upper = worker.Random.Between(lower + 1, Lasting - 1);
        using (domains[lower].EnterRead())
        {
            GracePeriod held = domains[lower].StartGracePeriod();
            pipes[lower].Meet(worker, inside =>
            {
                using (inside.Doing("synchronize another domain inside a section")) domains[upper].Synchronize();
            });
            if (held.IsCompleted) worker.Violate("a grace period does not end before a section that was open at its start", "it has ended inside it");
        }

        worker.Count("crossings");
    }

    /// <summary>A domain that lives for a moment. The next one takes over its index, and must not take its readers' places for its own.</summary>
    private void PassBy(Worker worker)
    {
        RcuDomain guest = run.NewDomain(new RcuDomainOptions { Name = $"{Name} guest" });
        if (guest.IsInReadSection) worker.Violate("nobody is inside a domain that was just made", "this thread is");
        var shelf = new Shelf();
        var helper = new Thread(() => Visit(worker, guest, shelf)) { Name = "guest reader", IsBackground = true };
        helper.Start();
        for (int i = worker.Random.Between(1, 20); i > 0; i--)
        {
            Thing old = Interlocked.Exchange(ref shelf.Thing, new Thing());
            guest.Synchronize();
            Volatile.Write(ref old.Dead, 1);
        }

        Volatile.Write(ref shelf.IsOver, 1);
        using (worker.Doing("join a guest's reader")) helper.Join();
        guest.Dispose();
        run.Forget(guest);
        worker.Count("domains that came and went");
    }

    private static void Visit(Worker worker, RcuDomain guest, Shelf shelf)
    {
        try
        {
            while (Volatile.Read(ref shelf.IsOver) == 0)
            {
                using (guest.EnterRead())
                {
                    Thing found = Volatile.Read(ref shelf.Thing);
                    Thread.SpinWait(20);
                    if (Volatile.Read(ref found.Dead) != 0) worker.Violate("what a section has found stays alive until the section ends", "a thing that died inside it");
                }
            }
        }
        catch (Exception e)
        {
            worker.Violate("no exception", e.ToString());
        }
    }

    private sealed class Thing
    {
        internal int Dead;
    }

    /// <summary>What a guest's writer and reader share.</summary>
    private sealed class Shelf
    {
        internal Thing Thing = new();
        internal int IsOver;
    }
}
