using System;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Sections inside sections, enumerators' sections that end in any order, sections ended twice, and waits where they are misuse.</summary>
internal sealed class Nesting : Scenario
{
    private readonly WriterLock writer = new();
    private RcuDomain domain = null!;
    private Pipe pipe = null!;

    internal override string Name => "rcu-nesting";

    internal override string Checks => "what a section found stays until the outermost section and the last enumerator have ended; misuse throws and changes nothing";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        pipe = new Pipe(run, domain);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    internal override void Finish(StressRun run) => pipe.Drain();

    private void Read(Worker worker)
    {
        switch (worker.Random.Below(4))
        {
            case 0:
                using (domain.EnterRead()) pipe.Meet(worker, inside => Descend(inside, inside.Random.Between(1, 6)));
                break;
            case 1:
                Overlap(worker);
                break;
            case 2:
                EndTwice(worker);
                break;
            default:
                using (domain.EnterRead()) pipe.Meet(worker, Misuse);
                break;
        }

        if (domain.IsInReadSection) worker.Violate("a thread that has ended all its sections is in none", "one that is in one");
        worker.Count("sections");
    }

    private void Descend(Worker worker, int depth)
    {
        using (domain.EnterRead()) pipe.Meet(worker, inside =>
        {
            if (depth > 0) Descend(inside, depth - 1);
            else SectionDelay.Rest(inside);
        });
    }

    /// <summary>Three enumerators that begin and end as chance will, and a section around some of it.</summary>
    private void Overlap(Worker worker)
    {
        var open = new (ReaderSlot Slot, PipeElement Met)?[3];
        int left = worker.Random.Between(3, 12);
        while (left > 0 || Array.Exists(open, one => one is not null))
        {
            int place = worker.Random.Below(open.Length);
            if (open[place] is { } one)
            {
                Pipe.Look(worker, one.Met, "at the end of an enumerator");
                one.Slot.ExitLoose();
                open[place] = null;
            }
            else if (left-- > 0)
            {
                ReaderSlot slot = domain.EnterLoose();
                open[place] = (slot, pipe.Current);
            }

            if (worker.Random.OneIn(4))
            {
                using (domain.EnterRead()) pipe.Meet(worker, SectionDelay.Rest);
            }
        }
    }

    /// <summary>A section that is disposed twice must not end the one around it.</summary>
    private void EndTwice(Worker worker)
    {
        using ReadSection outer = domain.EnterRead();
        PipeElement element = pipe.Current;
        ReadSection inner = domain.EnterRead();
        inner.Dispose();
        bool thrown = false;
        try
        {
            inner.Dispose();
        }
        catch (InvalidOperationException)
        {
            thrown = true;
        }

        if (!thrown) worker.Violate("a section that is disposed twice throws", "nothing was thrown");
        if (!domain.IsInReadSection) worker.Violate("the outer section is still open", "it is not");
        SectionDelay.Rest(worker);
        Pipe.Look(worker, element, "after an inner section was disposed twice");
    }

    /// <summary>Waiting inside a section.</summary>
    private void Misuse(Worker worker)
    {
        Action wait = worker.Random.Below(5) switch
        {
            0 => domain.Synchronize,
            1 => domain.Barrier,
            2 => () => domain.SynchronizeAsync(),
            3 => domain.Dispose,
            _ => domain.SynchronizeExpedited,
        };
        MustThrow(worker, wait, "inside a section");
    }

    private void Write(Worker worker)
    {
        pipe.Turn(worker);
        if (!worker.Random.OneIn(8)) return;
        using (writer.Enter())
        {
            MustThrow(worker, domain.Synchronize, "under a writer lock");
            MustThrow(worker, () => writer.Enter(), "under the same lock");
        }
    }

    private static void MustThrow(Worker worker, Action misuse, string where)
    {
        try
        {
            misuse();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        worker.Violate($"misuse {where} throws InvalidOperationException", "nothing was thrown");
    }
}
