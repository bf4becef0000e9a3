using System;
using System.Globalization;
using System.Threading;
using Concurrent.Rcu;
using Stress.Engine;

namespace Stress.Rcu;

/// <summary>Two threads that each write under a lock of their own and then look at what the other wrote: after both writes have returned, one of them must see the other.</summary>
internal sealed class WriterLitmus : Scenario
{
    private const int Length = 20_000;

    private sealed class Side
    {
        internal readonly WriterLock Lock = new();
        internal readonly ColdPages Pages = new();

        /// <summary>What the other side had written when this one's n-th write had returned.</summary>
        internal readonly long[] Saw = new long[Length + 1];
        internal PaddedInt64 Word;
        internal PaddedInt64 Round;
    }

    private readonly Side[] sides = [new(), new()];

    internal override string Name => "rcu-writer-fence";

    internal override string Checks => "a write that has returned is visible to all: of two threads that write and then look at each other's word, one sees the other's write";

    internal override int MinimumCores => 2;

    internal override void Prepare(StressRun run)
    {
        run.AddWorker("writer 1", worker => Turn(worker, sides[0], sides[1]));
        run.AddWorker("writer 2", worker => Turn(worker, sides[1], sides[0]));
    }

    private static void Turn(Worker worker, Side mine, Side other)
    {
        // Four meetings a round: ready, done, checked, and cleared.
        if (!Meet(worker, mine, other)) return;
        for (int n = 1; n <= Length; n++)
        {
            if ((n & 3) == 0) mine.Pages.Touch(worker.Random, 4);
            using (mine.Lock.Enter()) Volatile.Write(ref mine.Word.Value, n);
            mine.Saw[n] = Volatile.Read(ref other.Word.Value);
        }

        if (!Meet(worker, mine, other)) return;
        for (int n = 1; n <= Length; n++)
        {
            long seen = mine.Saw[n];
            if (seen == Length || other.Saw[seen + 1] >= n) continue;
            worker.Violate(
                "one of two writers that look after their write sees the other's",
                string.Create(CultureInfo.InvariantCulture, $"write {n} here, then {seen} seen there; write {seen + 1} there, then {other.Saw[seen + 1]} seen here"));
            break;
        }

        if (!Meet(worker, mine, other)) return;
        Volatile.Write(ref mine.Word.Value, 0);
        Meet(worker, mine, other);
        worker.Count("writes", Length);
    }

    /// <returns>False when the run is over before the other has come.</returns>
    private static bool Meet(Worker worker, Side mine, Side other)
    {
        long round = mine.Round.Value + 1;
        Volatile.Write(ref mine.Round.Value, round);
        var spinner = new SpinWait();
        while (Volatile.Read(ref other.Round.Value) < round)
        {
            if (worker.Stopping) return false;
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return true;
    }
}
