using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Several writers and one lock.</summary>
internal sealed class WriterLocks : Scenario
{
    private readonly WriterLock gate = new();
    private long first;
    private long second;
    private long entered;
    private int inside;

    internal override string Name => "rcu-writer-lock";

    internal override string Checks => "one thread at a time holds the writer lock, it knows it, what it stored is seen by the next, and waits with a time limit leave no trace";

    internal override void Prepare(StressRun run)
    {
        for (int i = 0; i < Math.Max(2, run.Options.Writers); i++) run.AddWorker($"writer {i + 1}", Write);
    }

    internal override void Finish(StressRun run)
    {
        if (first != entered || second != entered)
            run.Fail(null, $"{entered} increments under the lock are all there", string.Create(CultureInfo.InvariantCulture, $"{first} and {second} of them"));
    }

    private void Write(Worker worker)
    {
        int way = worker.Random.Below(8);
        if (way > 2)
        {
            using (gate.Enter()) Increment(worker);
        }
        else if (gate.TryEnter(way == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(way), out WriterToken token))
        {
            using (token) Increment(worker);
        }
        else
        {
            worker.Count("given up");
        }

        if (gate.IsHeldByCurrentThread) worker.Violate("who has released the lock does not hold it", "it does");
        worker.Count("writes");
    }

    private void Increment(Worker worker)
    {
        if (Interlocked.Exchange(ref inside, 1) != 0) worker.Violate("one thread at a time holds the lock", "another is inside");
        if (!gate.IsHeldByCurrentThread) worker.Violate("who holds the lock knows it", "it does not");
        // Plain loads and stores: the lock orders them.
        first++;
        if (worker.Random.OneIn(16)) Thread.SpinWait(worker.Random.Below(200));
        if (worker.Random.OneIn(512)) Thread.Yield();
        second++;
        if (first != second) worker.Violate("two words that are changed together under the lock are equal", string.Create(CultureInfo.InvariantCulture, $"{first} and {second}"));
        Volatile.Write(ref inside, 0);
        Interlocked.Increment(ref entered);
    }
}
