using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Exploration;

/// <summary>One schedule as its choices, and what they were made on. Kept as a text file of a few lines.</summary>
internal sealed record ScheduleTrace(string Scenario, string Build, string Model, int Delays, IReadOnlyList<Choice> Choices)
{
    /// <summary>The trace of Microsoft Coyote, when it found the schedule: JSON in one line. Then there are no choices.</summary>
    internal string? Coyote { get; init; }

    private const string Header = "concurrent exploration trace 1";
    private const int LineLength = 120;

    internal static ScheduleTrace Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The trace '{path}' cannot be read: {FirstLine(e.Message)}");
        }
        catch (FormatException e)
        {
            throw new UsageException($"'{path}' is not a trace: {e.Message}");
        }
    }

    internal void Save(string path)
    {
        try
        {
            File.WriteAllText(path, ToString());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"The trace cannot be written to '{path}': {FirstLine(e.Message)}");
        }
    }

    internal static ScheduleTrace Parse(string text)
    {
        string[] lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length == 0 || lines[0] != Header) throw new FormatException($"its first line is not '{Header}'.");
        string? scenario = null, build = null, model = null, coyote = null;
        int delays = -1;
        var choices = new List<Choice>();
        foreach (string line in lines[1..])
        {
            int colon = line.IndexOf(": ", StringComparison.Ordinal);
            (string name, string value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 2)..]);
            switch (name)
            {
                case "scenario": scenario = value; break;
                case "build": build = value; break;
                case "model": model = value is "sc" or "tso" ? value : throw new FormatException($"there is no memory model '{value}'."); break;
                case "delays": delays = Number(value); break;
                case "coyote": coyote = value; break;
                case "choices": ReadChoices(value, choices); break;
                default: throw new FormatException($"the line '{line}' means nothing.");
            }
        }

        if (scenario is null || build is null || model is null || delays < 0) throw new FormatException("scenario, build, model or delays are missing.");
        return new ScheduleTrace(scenario, build, model, delays, choices) { Coyote = coyote };
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Header}\nscenario: {Scenario}\nbuild: {Build}\nmodel: {Model}\ndelays: {Delays}\n");
        if (Coyote is not null) return text.Append("coyote: ").Append(Coyote).Append('\n').ToString();
        var line = new StringBuilder("choices:");
        for (int i = 0; i < Choices.Count;)
        {
            int run = 1;
            while (i + run < Choices.Count && Choices[i + run] == Choices[i]) run++;
            string word = run == 1 ? Choices[i].ToString() : string.Create(CultureInfo.InvariantCulture, $"{Choices[i]}*{run}");
            if (line.Length + word.Length >= LineLength)
            {
                text.Append(line).Append('\n');
                line.Clear().Append("choices:");
            }

            line.Append(' ').Append(word);
            i += run;
        }

        return text.Append(line).Append('\n').ToString();
    }

    private static void ReadChoices(string words, List<Choice> choices)
    {
        foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            int star = word.IndexOf('*', StringComparison.Ordinal);
            string what = star < 0 ? word : word[..star];
            int times = star < 0 ? 1 : Number(word[(star + 1)..]);
            if (times is < 1 or > 1_000_000) throw new FormatException($"'{word}' is no choice.");
            Choice choice = what switch
            {
                "n" => Choice.StoreNow,
                "d" => Choice.Delay,
                ['t', .. string thread] => Choice.Run(Number(thread)),
                ['f', .. string thread] => Choice.Flush(Number(thread)),
                _ => throw new FormatException($"'{word}' is no choice."),
            };
            for (int i = 0; i < times; i++) choices.Add(choice);
        }
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw new FormatException($"'{text}' is no number.");

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
