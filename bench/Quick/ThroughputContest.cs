using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Bench.Quick;

/// <summary>Several ways for N threads to do the same thing at once; measured in millions of operations a second, all threads together.</summary>
internal sealed record ThroughputContest(string Group, string Case, IReadOnlyList<(string Name, ReaderTeam.Step Step)> Contestants)
{
    public required int Threads { get; init; }

    /// <summary>Number of different starting places; the threads spread over them.</summary>
    public required int Positions { get; init; }

    public required TimeSpan RoundTime { get; init; }

    public IReadOnlyList<Result> Run(int rounds)
    {
        // One short round to warm up; it counts for nothing.
        foreach (var (_, step) in Contestants) ReaderTeam.Run(Threads, RoundTime / 4, Positions, step);

        double[][] mops = [.. Contestants.Select(_ => new double[rounds])];
        long[] operations = new long[Contestants.Count];
        GarbageMeter[] meters = [.. Contestants.Select(_ => new GarbageMeter())];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < Contestants.Count; turn++)
            {
                int who = round % 2 == 0 ? turn : Contestants.Count - 1 - turn;
                meters[who].Start();
                (long done, TimeSpan elapsed) = ReaderTeam.Run(Threads, RoundTime, Positions, Contestants[who].Step);
                meters[who].Stop();
                operations[who] += done;
                mops[who][round] = done / elapsed.TotalMicroseconds;
            }
        }

        double first = Statistics.Median(mops[0]);
        return [.. Contestants.Select((contestant, who) =>
        {
            double median = Statistics.Median(mops[who]);
            return new Result(Group, Case, contestant.Name)
            {
                Unit = "Mops/s",
                Median = median,
                Rounds = mops[who],
                FirstIsBetterBy = who == 0 ? null : first / median,
                Operations = operations[who],
                ProcessBytesPerOperation = (double)meters[who].ProcessBytes / operations[who],
                Collections = meters[who].Collections,
                Gen2Collections = meters[who].Gen2Collections,
                PauseMilliseconds = meters[who].Pause.TotalMilliseconds,
            };
        })];
    }
}
