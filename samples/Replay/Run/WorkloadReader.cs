using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Replay;

/// <summary>What the readers of all workloads have in common: mostly look-ups, now and then a scan, and any snapshot that waits to be verified.</summary>
/// <typeparam name="TSnapshot">What the writer hands over.</typeparam>
internal abstract class WorkloadReader<TSnapshot>(SnapshotBox<TSnapshot> box, StepClock clock, MismatchLog log, ReaderTally tally, ulong seed) : IWorkloadReader
    where TSnapshot : class
{
    /// <summary>How many look-ups are made in each snapshot.</summary>
    protected const int LookupsPerSnapshot = 64;

    private const int LookupsPerScan = 64;
    private const int NearSteps = 64;

    private RandomSource _random = new(seed);
    private int _untilScan = LookupsPerScan;

    /// <summary>This reader's own random numbers.</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "It is what it is called.")]
    protected ref RandomSource Random => ref _random;

    /// <summary>Where wrong answers go.</summary>
    protected MismatchLog Log => log;

    public void Step()
    {
        VerifyPendingSnapshot();
        if (_untilScan-- > 0)
        {
            Lookup();
        }
        else
        {
            _untilScan = LookupsPerScan;
            Scan();
        }
    }

    public void VerifyPendingSnapshot()
    {
        if (!box.TryTake(out TSnapshot? snapshot, out long state))
        {
            return;
        }

        Verify(snapshot, state);
        box.Release();
        tally.CountSnapshot();
    }

    /// <summary>Asks for one entry and checks the answer.</summary>
    protected abstract void Lookup();

    /// <summary>Asks for several entries and checks the answer.</summary>
    protected abstract void Scan();

    /// <summary>Compares the whole snapshot with the one state that it shows, however long ago that was.</summary>
    protected abstract void Verify(TSnapshot snapshot, long state);

    protected void Report(Mismatch? mismatch) => log.Report(mismatch);

    /// <summary>The read begins now.</summary>
    protected ReadStart BeginRead() => new(clock.Applied, Stopwatch.GetTimestamp());

    /// <summary>The look-up has ended: counts it and tells which states it may have seen.</summary>
    protected StateWindow EndLookup(ReadStart start)
    {
        tally.CountLookup(Stopwatch.GetTimestamp() - start.Ticks);
        return new StateWindow(start.Applied, clock.SampleStarted());
    }

    /// <summary>The scan has ended: counts it and tells which states it may have seen.</summary>
    protected StateWindow EndScan(ReadStart start)
    {
        var window = new StateWindow(start.Applied, clock.SampleStarted());
        tally.CountScan();
        return window;
    }

    /// <summary>A step of a lap: half of the time near the one that the writer is at, where a race would show, else any.</summary>
    protected int PickStep(int stepsInLap)
    {
        ulong choice = _random.Next();
        return (choice & 1) == 0
            ? _random.Below(stepsInLap)
            : (int)(long.Max(clock.Applied + ((long)(choice >> 32) % NearSteps) - (NearSteps / 4), 0) % stepsInLap);
    }
}
