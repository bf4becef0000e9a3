using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Threads that come, read and die, some of them inside a section; others that stay and must not be disturbed by it.</summary>
internal sealed class ThreadChurn : Scenario
{
    /// <summary>Threads of one brood, alive at once.</summary>
    private const int Brood = 4;

    private RcuDomain domain = null!;
    private Pipe pipe = null!;
    private int breeders;

    internal override string Name => "rcu-thread-churn";

    internal override string Checks => "a thread that dies inside a section holds nothing up, its place is used again, once, and clean, and readers that live are protected all the while";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        pipe = new Pipe(run, domain, elements: 64);
        breeders = run.Options.Readers;
        run.AddReaders(Breed);
        run.AddWorker("staying reader", Stay);
        run.AddWriters(pipe.Turn);
        // Two at once: a place that both find dead must be freed by one of them only.
        for (int i = 0; i < 2; i++) run.AddWorker($"reaper {i + 1}", Reap);
    }

    internal override void Finish(StressRun run)
    {
        pipe.Drain();
        int slots = domain.GetStatistics().ReaderSlots;
        // Every breeder's brood, the reader that stays, and a place for who is dead but was not seen dead: the next who comes takes it.
        int alive = (breeders * Brood) + 1;
        if (slots > 2 * alive) run.Fail(null, $"places of dead threads are used again: at most {alive} were alive at once", $"{slots} places");
    }

    private void Breed(Worker worker)
    {
        var brood = new Thread[Brood];
        for (int i = 0; i < Brood; i++)
        {
            var life = new StressRandom(worker.Random.Next());
            brood[i] = new Thread(() => Live(worker, life)) { Name = $"{worker.Name}'s child {i + 1}", IsBackground = true };
            brood[i].Start();
        }

        using (worker.Doing("join a brood"))
        {
            foreach (Thread child in brood) child.Join();
        }

        worker.Count("threads", Brood);
    }

    private void Live(Worker parent, StressRandom life)
    {
        try
        {
            if (domain.IsInReadSection) parent.Violate("a new thread is in no section", "one that is in a dead thread's");
            for (int sections = life.Below(20); sections >= 0; sections--)
            {
                using (domain.EnterRead())
                {
                    PipeElement element = pipe.Current;
                    Pipe.Look(parent, element, "when found by a thread that will die");
                    Thread.SpinWait(life.Below(100));
                    Pipe.Look(parent, element, "at the end of a section of a thread that will die");
                    LookAtPlace(parent);
                }

                if (domain.IsInReadSection) parent.Violate("a thread that has left its only section is in none", "one that is");
            }

            if (life.OneIn(3)) Die(life);
        }
        catch (System.Exception e)
        {
            parent.Violate("no exception", string.Create(CultureInfo.InvariantCulture, $"{e}"));
        }
    }

    /// <summary>Leaves sections open and ends.</summary>
    private void Die(StressRandom life)
    {
        for (int depth = life.Between(1, 3); depth > 0; depth--) domain.EnterRead();
        if (life.OneIn(2)) domain.EnterLoose();
    }

    private void Stay(Worker worker)
    {
        using (domain.EnterRead())
        {
            pipe.Meet(worker, SectionDelay.Rest);
            LookAtPlace(worker);
        }

        worker.Count("sections");
    }

    private void LookAtPlace(Worker worker)
    {
        if (ReaderThread.FindSlot(domain)?.Owner != Thread.CurrentThread) worker.Violate("a living thread's place is its own", "it is free, or another's");
    }

    private void Reap(Worker worker)
    {
        for (int i = 0; i < 100; i++) worker.Count("places freed", domain.Periods.ReapDeadThreads());
        Thread.Yield();
    }
}
