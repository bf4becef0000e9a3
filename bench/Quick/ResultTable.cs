using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Concurrent.Bench.Quick;

/// <summary>Results as plain text of fixed width, one contest at a time, so that a long run shows something early.</summary>
internal static class ResultTable
{
    private static readonly CompositeFormat Format =
        CompositeFormat.Parse("{0,-38} {1,-26} {2,8} {3,-6} {4,8}  {5,-18} {6,8} {7,5} {8,9}");

    public static void WriteHeading(TextWriter writer, string group)
    {
        writer.WriteLine();
        WriteRow(writer, group, "", "median", "", "first is", "least .. most", "B/op", "GCs", "pause ms");
    }

    public static void Write(TextWriter writer, IReadOnlyList<Result> contest)
    {
        foreach (Result result in contest)
        {
            WriteRow(
                writer,
                ReferenceEquals(result, contest[0]) ? result.Case : "",
                result.Contestant,
                Number(result.Median),
                result.Unit,
                result.FirstIsBetterBy is { } ratio ? Number(ratio) + "x" : "",
                $"{Number(result.Rounds.Min())} .. {Number(result.Rounds.Max())}",
                result.BytesPerOperation is { } bytes ? bytes.ToString("F1", CultureInfo.InvariantCulture) : "",
                result.Collections.ToString(CultureInfo.InvariantCulture),
                result.PauseMilliseconds.ToString("F1", CultureInfo.InvariantCulture));
        }
    }

    private static void WriteRow(TextWriter writer, params object[] cells) =>
        writer.WriteLine(string.Format(CultureInfo.InvariantCulture, Format, cells).TrimEnd());

    private static string Number(double value) => value.ToString(value < 100 ? "F2" : "F0", CultureInfo.InvariantCulture);
}
