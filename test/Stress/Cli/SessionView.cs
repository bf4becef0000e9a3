using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;
using Stress.Engine;
using static System.FormattableString;

namespace Stress.Cli;

/// <summary>Shows how a session gets on: a table that changes in place, or, where the output is a file or a pipe, a line for each turn.</summary>
internal sealed class SessionView
{
    private const int Frame = 14;
    private static readonly TimeSpan TableInterval = TimeSpan.FromMilliseconds(250);

    private readonly StressSession session;
    private readonly IAnsiConsole console;
    private readonly TextWriter errors;
    private readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    private readonly RateMeter rates = new();
    private readonly List<ScenarioTally> recent = [];
    private int told;

    internal SessionView(StressSession session, IAnsiConsole console, TextWriter errors)
    {
        this.session = session;
        this.console = console;
        this.errors = errors;
    }

    /// <summary>Runs the session and shows it.</summary>
    internal SessionSummary Execute()
    {
        string title = Invariant($"{session.Tallies.Count} scenarios, {session.Rounds} rounds of {session.Turn.TotalSeconds:F1} s each, {session.Options.Run.Readers} readers, {session.Options.Run.Writers} writers, seed {session.Options.Run.Seed}");
        WriteLine(title);
        foreach (ScenarioTally tally in session.Tallies.Where(tally => tally.Skipped is not null)) WriteLine($"{tally.Name}: skipped, {tally.Skipped}");
        if (!console.Profile.Capabilities.Ansi || !console.Profile.Capabilities.Interactive || !console.Profile.Out.IsTerminal) return session.Execute(TellViolations, Line);
        SessionSummary? summary = null;
        console.Live(new Table()).AutoClear(true).Overflow(VerticalOverflow.Crop).Start(context => summary = session.Execute(
            () =>
            {
                if (sinceDrawn.Elapsed < TableInterval) return;
                sinceDrawn.Restart();
                context.UpdateTarget(Draw());
            },
            (tally, _) =>
            {
                recent.Remove(tally);
                recent.Insert(0, tally);
            }));
        TellViolations();
        return summary!;
    }

    private void Line(ScenarioTally tally, StressRun run)
    {
        TellViolations();
        double seconds = Math.Max(run.Elapsed.TotalSeconds, 1e-3);
        DomainTotals totals = run.Totals();
        var counters = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (Worker worker in run.Workers) worker.Counters.AddTo(counters);
        string counted = string.Join("  ", counters.Select(counter => Invariant($"{counter.Key} {counter.Value / seconds:N0}/s")));
        WriteLine(Invariant($"{session.Elapsed.TotalSeconds,7:F1} s  {tally.Name,-28} seed {run.Options.Seed}  violations {run.Violations}  grace periods {totals.GracePeriods / seconds:N0}/s  pending {totals.PendingNodes + totals.PendingCallbacks:N0}  dropped {totals.Dropped:N0}  {counted}"));
    }

    /// <summary>Prints violations that have not been printed.</summary>
    private void TellViolations()
    {
        if (session.Log.Count == told) return;
        foreach (Violation violation in session.Log.First().Skip(told)) errors.WriteLine(violation);
        told = (int)Math.Min(session.Log.Count, ViolationLog.MaxKept);
    }

    private Rows Draw()
    {
        StressRun? run = session.Current;
        var parts = new List<IRenderable>
        {
            new Markup(Invariant($"round {session.Round} of {session.Rounds}   {session.Elapsed:hh\\:mm\\:ss} of {session.Options.Duration:hh\\:mm\\:ss}   first seed {session.Options.Run.Seed}   violations {Coloured(session.Log.Count)}")),
        };
        if (run is not null) parts.Add(DrawRun(run));
        parts.Add(DrawTallies());
        if (session.Log.First() is [Violation first, ..]) parts.Add(new Text(first.ToString(), new Style(Color.Red)));
        return new Rows(parts);
    }

    private Table DrawRun(StressRun run)
    {
        ScenarioSummary now = session.CurrentTally!.Summary(run);
        DomainTotals totals = run.Totals();
        Table table = new Table().RoundedBorder().Title(now.Name).HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned()).AddColumn(new TableColumn("").RightAligned());
        table.AddRow("grace periods", Count(totals.GracePeriods), Rate("grace periods", totals.GracePeriods, run));
        table.AddRow("pending nodes / callbacks", Invariant($"{totals.PendingNodes:N0} / {totals.PendingCallbacks:N0}"), "");
        table.AddRow("recycled / dropped to the GC", Invariant($"{totals.Recycled:N0} / {totals.Dropped:N0}"), "");
        table.AddRow("oldest section", Invariant($"{totals.OldestSection.TotalMilliseconds:N0} ms"), totals.Stalled == 0 ? "" : Invariant($"{totals.Stalled} stalled"));
        table.AddRow("steps", Count(now.Steps), Rate("steps", now.Steps, run));
        foreach ((string name, long value) in now.Counters.Take(10)) table.AddRow(Markup.Escape(name), Count(value), Rate(name, value, run));
        return table;
    }

    private Table DrawTallies()
    {
        Table table = new Table().RoundedBorder().AddColumn(new TableColumn("scenario").NoWrap());
        foreach (string column in new[] { "turns", "steps", "grace periods", "pending", "dropped", "violations" }) table.AddColumn(new TableColumn(column).RightAligned());
        int room = Math.Max(3, console.Profile.Height - Frame - 10);
        foreach (ScenarioTally tally in recent.OrderByDescending(tally => tally.Violations > 0).Take(room))
        {
            ScenarioSummary summary = tally.Summary();
            table.AddRow(
                Markup.Escape(tally.Name), Count(summary.Runs), Count(summary.Steps), Count(summary.GracePeriods), Count(summary.MostPendingNodes + summary.MostPendingCallbacks), Count(summary.DroppedNodes), Coloured(summary.Violations));
        }

        return table;
    }

    private string Rate(string name, long value, StressRun run) => Invariant($"{rates.Of(run.Scenario + name, value):N0}/s");

    private static string Count(long value) => Invariant($"{value:N0}");

    private static string Coloured(long violations) => violations == 0 ? "[green]0[/]" : Invariant($"[red]{violations:N0}[/]");

    private void WriteLine(string line) => console.Profile.Out.Writer.WriteLine(line);
}
