using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Concurrent.Bench.Quick.Groups;

namespace Concurrent.Bench.Quick;

/// <summary>All benchmarks in one process in a few minutes, as a table and a JSON file. Reports, and never judges: no time is asserted.</summary>
internal static class QuickMode
{
    private static readonly IQuickGroup[] Groups =
    [
        new ReadSectionGroup(), new LookupGroup(), new WriteGroup(), new BuildGroup(), new ScanGroup(), new ManyGroup(), new WalkGroup(), new SnapshotGroup(),
        new BulkGroup(), new MemoryGroup(), new MapleGroup(), new RadixGroup(), new PrefixGroup(),
    ];

    public static int Run(ReadOnlySpan<string> args)
    {
        string[] names = [.. Groups.Select(group => group.Name)];
        QuickOptions options = QuickOptions.Parse(args, names);
        var file = ResultFile.Open(options);

        Console.WriteLine(MachineInfo.Current.Headline);
        long start = Stopwatch.GetTimestamp();
        var results = new List<Result>();
        foreach (IQuickGroup group in Groups.Where(group => options.Only.Count == 0 || options.Only.Contains(group.Name)))
        {
            ResultTable.WriteHeading(Console.Out, group.Name);
            foreach (IReadOnlyList<Result> contest in group.Run(options))
            {
                results.AddRange(contest);
                ResultTable.Write(Console.Out, contest);
            }

            // The group's maps are unreachable now; the next group should not meet them in its own collections.
            GC.Collect();
        }

        Console.WriteLine();
        Console.WriteLine($"{results.Count} lines in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        if (file is not null)
        {
            file.Save(options, results);
            Console.WriteLine($"written to {Path.GetRelativePath(Environment.CurrentDirectory, file.Path)}");
        }

        return 0;
    }
}
