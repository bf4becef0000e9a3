using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>A published object that is replaced and updated, and disposed after its last reader.</summary>
internal sealed class Reference : Scenario
{
    private sealed class Held(Reference home, long number) : IDisposable
    {
        private int disposed;

        internal long Number => number;

        internal bool IsDisposed => Volatile.Read(ref disposed) != 0;

        public void Dispose()
        {
            if (Interlocked.Increment(ref disposed) != 1) home.run.Fail(null, "an object is disposed once", $"object {number} is disposed again");
            Interlocked.Increment(ref home.gone);
        }
    }

    private StressRun run = null!;
    private RcuDomain domain = null!;
    private RcuReference<Held> shared = null!;
    private RcuReference<string> text = null!;
    private long made;
    private long gone;
    private long updates;

    internal override string Name => "rcu-reference";

    internal override string Checks => "a replaced object is disposed once, after its last reader; no update of a reference is lost";

    internal override void Prepare(StressRun run)
    {
        this.run = run;
        domain = run.NewDomain();
        shared = new RcuReference<Held>(New(), domain);
        text = new RcuReference<string>("0", domain);
        run.AddReaders(Read);
        run.AddWriters(Write);
    }

    internal override void Finish(StressRun run)
    {
        domain.Barrier();
        if (gone != made - 1 || shared.Current.IsDisposed) run.Fail(null, $"all of {made} objects but the last are disposed", string.Create(CultureInfo.InvariantCulture, $"{gone} are; the last: {shared.Current.IsDisposed}"));
        if (text.Current != updates.ToString(CultureInfo.InvariantCulture)) run.Fail(null, $"the {updates} updates have counted up to it", text.Current);
    }

    private Held New() => new(this, Interlocked.Increment(ref made));

    private void Read(Worker worker)
    {
        using (ReadSection section = domain.EnterRead())
        {
            Held held = shared.Read(section);
            Look(worker, held, "when read");
            SectionDelay.Rest(worker);
            Look(worker, held, "at the section's end");
        }

        worker.Count("sections");
    }

    private static void Look(Worker worker, Held held, string when)
    {
        if (held.IsDisposed) worker.Violate("what a section has read is not disposed before its end", $"object {held.Number} is disposed {when}");
    }

    private void Write(Worker worker)
    {
        int way = worker.Random.Below(3);
        if (way == 0)
        {
            shared.Replace(New());
        }
        else if (way == 1)
        {
            Held next = New();
            shared.Update(_ => next, disposeReplaced: true);
        }
        else
        {
            text.Update(static before => (long.Parse(before, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture));
            Interlocked.Increment(ref updates);
        }

        worker.Count("writes");
    }
}
