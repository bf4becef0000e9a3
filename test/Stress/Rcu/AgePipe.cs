using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Short sections and long ones around a <see cref="Pipe"/>, entered in both ways.</summary>
internal sealed class AgePipe : Scenario
{
    private RcuDomain domain = null!;
    private Pipe pipe = null!;

    internal override string Name => "rcu-age-pipe";

    internal override string Checks => "no reader meets an element two or more grace periods old, whichever way the grace period was waited for";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain();
        pipe = new Pipe(run, domain);
        run.AddReaders(Read);
        run.AddWriters(pipe.Turn);
    }

    internal override void Finish(StressRun run) => pipe.Drain();

    private void Read(Worker worker)
    {
        ReaderHandle handle = domain.GetReader();
        for (int i = 0; i < 16; i++)
        {
            using (handle.EnterRead()) pipe.Meet(worker, SectionDelay.Rest);
        }

        using (domain.EnterRead()) pipe.Meet(worker, SectionDelay.Rest);
        worker.Count("sections", 17);
    }
}
