using System;
using System.Collections.Generic;
using Concurrent.Bench.Quick;

namespace Stress.Scaling;

/// <summary>Measures look-ups per second over numbers of readers, with 0 and 1 writers.</summary>
internal static class ScaleRunner
{
    /// <summary>How the trees are made.</summary>
    internal static IReadOnlyList<Func<int, ScaleTree>> Trees { get; } = [ScaleTree.BPlus, ScaleTree.Maple, ScaleTree.Radix];

    /// <summary>Measures all trees, one after the other.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Is told each row.</param>
    /// <exception cref="InvalidOperationException">A look-up did not find what is there.</exception>
    internal static IReadOnlyList<ScaleRow> Run(ScaleOptions options, Action<ScaleRow> progress)
    {
        var rows = new List<ScaleRow>();
        foreach (Func<int, ScaleTree> make in Trees)
        {
            ScaleTree tree = make(options.Entries);
            // To warm up: for nothing but the compiler.
            Measure(tree, 1, 1, options.Round, 1);
            GC.Collect();
            double alone = 0;
            for (int writers = 0; writers <= 1; writers++)
            {
                foreach (int readers in options.Readers)
                {
                    (double lookUps, double changes) = Measure(tree, readers, writers, options.Round, options.Rounds);
                    if (alone == 0) alone = lookUps;
                    var row = new ScaleRow(tree.Name, readers, writers, lookUps, changes, lookUps / readers / alone, readers + writers > Environment.ProcessorCount);
                    rows.Add(row);
                    progress(row);
                }
            }
        }

        return rows;
    }

    private static (double LookUps, double Changes) Measure(ScaleTree tree, int readers, int writers, TimeSpan round, int rounds)
    {
        double[] lookUps = new double[rounds];
        double[] changes = new double[rounds];
        for (int i = 0; i < rounds; i++)
        {
            (long read, long changed, long wrong, TimeSpan elapsed) = ScaleTeam.Run(tree, readers, writers, round);
            if (wrong != 0) throw new InvalidOperationException($"{tree.Name}: {wrong} of {read} look-ups did not find the value of a key that is there.");
            lookUps[i] = read / elapsed.TotalSeconds;
            changes[i] = changed / elapsed.TotalSeconds;
        }

        return (Statistics.Median(lookUps), Statistics.Median(changes));
    }
}
