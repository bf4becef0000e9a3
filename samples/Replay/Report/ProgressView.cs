using System;
using Spectre.Console;

namespace Concurrent.Replay;

/// <summary>Shows how far the run is: a table that changes in place, or, where the output is a file or a pipe, a line now and then.</summary>
internal sealed class ProgressView(IAnsiConsole console, ReplayRun run)
{
    private static readonly TimeSpan TableInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(1);

    private RunProgress _last;

    /// <summary>Watches until the wait returns true.</summary>
    public void Watch(Func<TimeSpan, bool> wait)
    {
        if (console.Profile.Capabilities.Ansi && console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            console.Live(new Table()).AutoClear(true).Start(context =>
            {
                do
                {
                    context.UpdateTarget(Draw());
                }
                while (!wait(TableInterval));
            });
        }
        else
        {
            while (!wait(LineInterval))
            {
                console.Profile.Out.Writer.WriteLine(Line());
            }
        }
    }

    private Table Draw()
    {
        (RunProgress now, double lookups, double scans, double writes) = Advance();
        Table table = new Table().RoundedBorder().HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        table.AddRow("elapsed", $"{Numbers.Seconds(now.Elapsed)} of {Numbers.Seconds(TimeSpan.FromSeconds(run.Settings.Seconds))}");
        table.AddRow("complete rounds", Numbers.Count(now.Rounds));
        table.AddRow("writes", Numbers.Count(now.Writes));
        table.AddRow("writes/s", Numbers.Count(writes));
        table.AddRow("lookups/s", Numbers.Count(lookups));
        table.AddRow("scans/s", Numbers.Count(scans));
        table.AddRow("snapshots verified", Numbers.Count(now.Snapshots));
        table.AddRow("mismatches", now.Mismatches == 0 ? "[green]0[/]" : $"[red]{Numbers.Count(now.Mismatches)}[/]");
        return table;
    }

    private string Line()
    {
        (RunProgress now, double lookups, double scans, double writes) = Advance();
        return $"{Numbers.Seconds(now.Elapsed),7}  rounds {now.Rounds}  writes/s {Numbers.Count(writes)}  lookups/s {Numbers.Count(lookups)}"
            + $"  scans/s {Numbers.Count(scans)}  snapshots {now.Snapshots}  mismatches {now.Mismatches}";
    }

    /// <summary>Rates are those since the last look.</summary>
    private (RunProgress Now, double Lookups, double Scans, double Writes) Advance()
    {
        RunProgress now = run.Progress;
        RunProgress last = _last;
        _last = now;
        double seconds = (now.Elapsed - last.Elapsed).TotalSeconds;
        double Rate(long count) => seconds > 0 ? count / seconds : 0;
        return (now, Rate(now.Lookups - last.Lookups), Rate(now.Scans - last.Scans), Rate(now.Writes - last.Writes));
    }
}
