using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Many threads queue callbacks and wait for all of their own by a barrier, blocking, as a task, or given up half way.</summary>
internal sealed class Barriers : Scenario
{
    private const int Most = 50;

    /// <summary>A thread's own callbacks. Only the reclaimer counts them up.</summary>
    private sealed class Account
    {
        internal long Queued;
        internal PaddedInt64 Ran;
    }

    private RcuDomain domain = null!;

    internal override string Name => "rcu-barrier";

    internal override string Checks => "when a barrier is over, every callback that its caller had queued before has run; one that is given up leaves the others alone";

    internal override void Prepare(StressRun run)
    {
        domain = run.NewDomain(new RcuDomainOptions { Name = Name, CallbackHighWaterMark = 256, CallbackBackPressure = TimeSpan.FromMilliseconds(2) });
        run.AddReaders(Read);
        for (int i = 0; i < 2 * run.Options.Writers; i++)
        {
            var account = new Account();
            run.AddWorker($"waiter {i + 1}", worker => Wait(worker, account));
        }
    }

    private void Read(Worker worker)
    {
        using (domain.EnterRead()) SectionDelay.Rest(worker);
        worker.Count("sections");
    }

    private void Wait(Worker worker, Account account)
    {
        for (int i = worker.Random.Between(0, Most); i > 0; i--)
        {
            domain.Call(static own => Volatile.Write(ref own.Ran.Value, own.Ran.Value + 1), account);
            account.Queued++;
        }

        int way = worker.Random.Below(4);
        using (worker.Doing("barrier", way))
        {
            switch (way)
            {
                case 0:
                    domain.BarrierAsync().Wait();
                    break;
                case 1:
                    if (!GiveUp(worker)) return;
                    break;
                case 2:
                    // Two at once from one thread.
                    Task first = domain.BarrierAsync();
                    domain.BarrierAsync().Wait();
                    first.Wait();
                    break;
                default:
                    domain.Barrier();
                    break;
            }
        }

        long ran = Volatile.Read(ref account.Ran.Value);
        if (ran != account.Queued) worker.Violate(string.Create(CultureInfo.InvariantCulture, $"{account.Queued} callbacks have run when the barrier is over"), $"{ran} have (way {way})");
        worker.Count("barriers");
    }

    /// <returns>Whether the barrier was over before it was given up.</returns>
    private bool GiveUp(Worker worker)
    {
        using var source = new CancellationTokenSource();
        Task barrier = domain.BarrierAsync(source.Token);
        Thread.SpinWait(worker.Random.Below(2_000));
        source.Cancel();
        try
        {
            barrier.Wait();
            return true;
        }
        catch (AggregateException e) when (e.InnerException is OperationCanceledException)
        {
            worker.Count("given up");
            return false;
        }
    }
}
