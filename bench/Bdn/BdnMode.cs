using System;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Concurrent.Bench.Bdn;

/// <summary>The same workloads under BenchmarkDotNet: a process for each, slower and more careful than <c>quick</c>.</summary>
internal static class BdnMode
{
    public const string Usage = "bdn [FILTER...]";

    /// <param name="args">Words or globs that a benchmark's full name must contain, any of them; none: all benchmarks.</param>
    /// <exception cref="UsageException">Something that is no filter, or nothing that fits.</exception>
    public static int Run(ReadOnlySpan<string> args)
    {
        string[] filters = [.. args];
        string? option = Array.Find(filters, filter => filter.StartsWith('-'));
        if (option is not null) throw new UsageException($"unknown argument '{option}'; {Usage}");
        string[] globs = filters.Length == 0
            ? ["*"]
            : [.. filters.Select(filter => filter.Contains('*', StringComparison.Ordinal) ? filter : $"*{filter}*")];

        IConfig config = DefaultConfig.Instance
            .AddJob(Job.ShortRun)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(CategoriesColumn.Default)
            .AddLogicalGroupRules(BenchmarkLogicalGroupRule.ByCategory, BenchmarkLogicalGroupRule.ByParams);
        if (!AnyFits(globs, config)) throw new UsageException($"no benchmark fits {string.Join(" ", filters)}");

        Summary[] ran = [.. BenchmarkSwitcher.FromAssembly(typeof(BdnMode).Assembly).Run(["--filter", .. globs], config)];
        return ran.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)) ? 1 : 0;
    }

    /// <summary>Asked beforehand: left to itself, BenchmarkDotNet answers a misspelt filter with a page of text and success.</summary>
    private static bool AnyFits(string[] globs, IConfig config)
    {
        var filter = new GlobFilter(globs);
        return typeof(BdnMode).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("Benchmarks", StringComparison.Ordinal))
            .SelectMany(type => BenchmarkConverter.TypeToBenchmarks(type, config).BenchmarksCases)
            .Any(filter.Predicate);
    }
}
