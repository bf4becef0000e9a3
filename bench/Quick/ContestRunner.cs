using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;

namespace Concurrent.Bench.Quick;

/// <summary>
/// Times the contestants of a contest in one process, turn and turn about: what disturbs the machine for a while disturbs all of them,
/// and the median of the rounds forgets it.
/// </summary>
internal static class ContestRunner
{
    private const int WarmUpCalls = 64;
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(300);
    // The JIT compiles promoted methods in the background after 100 ms without new ones.
    private static readonly TimeSpan JitPause = TimeSpan.FromMilliseconds(150);

    public static IReadOnlyList<Result> Run(Contest contest, int rounds)
    {
        foreach (Contestant contestant in contest.Contestants) WarmUp(contest, contestant);

        var nanoseconds = contest.Contestants.ToDictionary(contestant => contestant, _ => new List<double>());
        var meters = contest.Contestants.ToDictionary(contestant => contestant, _ => new GarbageMeter());
        for (int round = 0; round < rounds; round++)
        {
            // Every other round backwards: nobody always follows the same neighbour.
            IEnumerable<Contestant> order = round % 2 == 0 ? contest.Contestants : contest.Contestants.Reverse();
            foreach (Contestant contestant in order)
            {
                nanoseconds[contestant].Add(Time(contest, contestant, meters[contestant]));
            }
        }

        double first = Statistics.Median(nanoseconds[contest.Contestants[0]]);
        long operations = contest.OperationsPerRound * rounds;
        return [.. contest.Contestants.Select((contestant, index) =>
        {
            double median = Statistics.Median(nanoseconds[contestant]);
            GarbageMeter meter = meters[contestant];
            return new Result(contest.Group, contest.Case, contestant.Name)
            {
                Unit = "ns",
                Median = median,
                Rounds = nanoseconds[contestant],
                FirstIsBetterBy = index == 0 ? null : median / first,
                Operations = operations,
                BytesPerOperation = (double)meter.ThreadBytes / operations,
                ProcessBytesPerOperation = (double)meter.ProcessBytes / operations,
                Collections = meter.Collections,
                Gen2Collections = meter.Gen2Collections,
                PauseMilliseconds = meter.Pause.TotalMilliseconds,
            };
        })];
    }

    private static void WarmUp(Contest contest, Contestant contestant)
    {
        // In two halves: the second runs, and instruments, what the JIT made of the first.
        for (int half = 0; half < 2; half++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < WarmUpCalls / 2 || Stopwatch.GetElapsedTime(start) < WarmUpTime / 2; call++)
            {
                Do(contest, contestant, contest.WarmUpBatch);
            }

            Thread.Sleep(JitPause);
        }
    }

    private static double Time(Contest contest, Contestant contestant, GarbageMeter meter)
    {
        if (contest.CollectBeforeRounds)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            // A collection may have trimmed pools and cooled caches; a lead-in brings the round to its steady state.
            long leadIn = contest.OperationsPerRound / 10;
            for (long done = 0; done < leadIn; done += contest.WarmUpBatch) Do(contest, contestant, contest.WarmUpBatch);
        }

        meter.Start();
        var undone = TimeSpan.Zero;
        long start = Stopwatch.GetTimestamp();
        for (long left = contest.OperationsPerRound; left > 0; left -= contest.Batch)
        {
            Work(contest, contestant, (int)Math.Min(left, contest.Batch));
            if (contestant.Undo is null) continue;
            long undoing = Stopwatch.GetTimestamp();
            contestant.Undo();
            undone += Stopwatch.GetElapsedTime(undoing);
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start) - undone;
        meter.Stop();
        return elapsed.TotalNanoseconds / contest.OperationsPerRound;
    }

    private static void Do(Contest contest, Contestant contestant, int operations)
    {
        Work(contest, contestant, operations);
        contestant.Undo?.Invoke();
    }

    private static void Work(Contest contest, Contestant contestant, int operations)
    {
        long right = contestant.Work(operations);
        if (right != operations)
        {
            throw new InvalidOperationException(
                $"{contest.Group}, {contest.Case}, {contestant.Name}: {right} of {operations} operations came out right");
        }
    }
}
