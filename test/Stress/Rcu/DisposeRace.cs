using System;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Domains that are disposed, by several threads, while others read, queue and wait: each is served or turned away, and nothing is pulled from under a reader.</summary>
internal sealed class DisposeRace : Scenario
{
    private const int Actors = 3;

    /// <summary>One domain's life.</summary>
    private sealed class Life
    {
        internal required RcuDomain Domain { get; init; }

        internal readonly int[] Inside = new int[Actors];
        internal long Accepted;
        internal long Ran;
        internal int Disposed;
    }

    private StressRun run = null!;

    internal override string Name => "rcu-dispose";

    internal override string Checks => "a domain that is disposed among readers, callbacks and barriers waits for those inside, runs what it took, and turns the rest away";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        run.AddWriters(Live);
        run.AddWorker("meter", Measure);
    }

    /// <summary>Reads the meter, which looks at every domain that is alive at the moment.</summary>
    private void Measure(Worker worker)
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Concurrent.Rcu") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Note(worker, instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Note(worker, instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Note(worker, instrument, value));
        listener.Start();
        for (int i = 0; i < 32 && !worker.Stopping; i++)
        {
            listener.RecordObservableInstruments();
            Thread.Yield();
        }
    }

    private static void Note(Worker worker, Instrument instrument, double value)
    {
        if (value < 0) worker.Violate($"{instrument.Name} is zero or more", value.ToString(CultureInfo.InvariantCulture));
        worker.Count("measurements");
    }

    private void Live(Worker worker)
    {
        var life = new Life { Domain = run.NewDomain(new RcuDomainOptions { Name = Name, CallbackHighWaterMark = 64, CallbackBackPressure = TimeSpan.FromMilliseconds(1) }) };
        Thread[] threads = [.. Enumerable.Range(0, Actors).Select(number => Start(worker, life, number, new StressRandom(worker.Random.Next())))];
        Thread.SpinWait(worker.Random.Below(20_000));
        if (worker.Random.OneIn(2)) Thread.Yield();
        using (worker.Doing("dispose")) Dispose(worker, life);
        using (worker.Doing("join the actors"))
        {
            foreach (Thread thread in threads) thread.Join();
        }

        if (life.Ran != life.Accepted) worker.Violate(string.Create(CultureInfo.InvariantCulture, $"{life.Accepted} callbacks that were taken have run"), $"{life.Ran} have");
        RcuStatistics statistics = life.Domain.GetStatistics();
        if (statistics.PendingCallbacks != 0) worker.Violate("nothing waits in a disposed domain", statistics.ToString());
        run.Forget(life.Domain);
        worker.Count("domains");
        worker.Count("callbacks", life.Ran);
    }

    private static void Dispose(Worker worker, Life life)
    {
        if (worker.Random.OneIn(2)) life.Domain.Dispose();
        else life.Domain.DisposeAsync().AsTask().Wait();
        Volatile.Write(ref life.Disposed, 1);
        // The callbacks that were taken have run, and those inside have left: both counted before the domain lets go.
        for (int i = 0; i < Actors; i++)
        {
            if (Volatile.Read(ref life.Inside[i]) != 0) worker.Violate("nobody is inside when a domain is disposed", $"actor {i + 1} is");
        }

        try
        {
            using (life.Domain.EnterRead()) worker.Violate("a disposed domain turns readers away", "a section was opened");
        }
        catch (ObjectDisposedException)
        {
            // As it should be.
        }
    }

    private static Thread Start(Worker worker, Life life, int number, StressRandom random)
    {
        var thread = new Thread(() =>
        {
            try
            {
                for (int i = 0; i < 10_000; i++) Act(worker, life, number, random);
            }
            catch (ObjectDisposedException)
            {
                // Turned away: the end of this actor.
            }
            catch (Exception e)
            {
                worker.Violate("an actor is served or turned away with ObjectDisposedException", e.ToString());
            }
        })
        {
            Name = $"{worker.Name}'s actor {number + 1}",
            IsBackground = true,
        };
        thread.Start();
        return thread;
    }

    private static void Act(Worker worker, Life life, int number, StressRandom random)
    {
        RcuDomain domain = life.Domain;
        switch (random.Below(8))
        {
            case 0:
                Interlocked.Increment(ref life.Accepted);
                try
                {
                    domain.Call(static home => Interlocked.Increment(ref home.Ran), life);
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Decrement(ref life.Accepted);
                    throw;
                }

                break;
            case 1:
                domain.Barrier();
                break;
            case 2:
                domain.Synchronize();
                break;
            case 3:
                domain.SynchronizeAsync().Wait();
                break;
            case 4:
                if (random.OneIn(64)) domain.Dispose();
                break;
            default:
                using (domain.EnterRead())
                {
                    Volatile.Write(ref life.Inside[number], 1);
                    Thread.SpinWait(random.Below(50));
                    if (Volatile.Read(ref life.Disposed) != 0) worker.Violate("a domain is not disposed while a reader is inside", "it was");
                    Volatile.Write(ref life.Inside[number], 0);
                }

                break;
        }
    }
}
