using System;
using Concurrent.Replay;

namespace Concurrent.Unit.Replay;

/// <summary>A workload, a reader of it, and the test in the place of the writer.</summary>
internal sealed class WorkloadRig<TWorkload> : IDisposable
    where TWorkload : IWorkload, IDisposable
{
    private const int Reads = 20_000;

    public WorkloadRig(Func<StepClock, MismatchLog, TWorkload> make)
    {
        Workload = make(Clock, Log);
        Reader = Workload.CreateReader(Tally, seed: 3);
    }

    public StepClock Clock { get; } = new();

    public MismatchLog Log { get; } = new();

    public ReaderTally Tally { get; } = new();

    public TWorkload Workload { get; }

    public IWorkloadReader Reader { get; }

    public void Dispose() => Workload.Dispose();

    public void ApplyUntil(long end)
    {
        for (long step = Clock.Applied; step < end; step++)
        {
            Clock.Begin(step);
            Workload.Apply(step);
            Clock.End(step);
        }
    }

    /// <summary>Says that the next step was applied, and does nothing.</summary>
    public void Skip()
    {
        long step = Clock.Applied;
        Clock.Begin(step);
        Clock.End(step);
    }

    /// <summary>Reads so often that whatever is wrong is met.</summary>
    public void Read(int times = Reads)
    {
        for (int i = 0; i < times; i++)
        {
            Reader.Step();
        }
    }

    /// <summary>What the reader allocates in so many steps, once it is warm.</summary>
    public long BytesRead(int times)
    {
        Read(times);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(times);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
