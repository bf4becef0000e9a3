using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Stress.Scaling;

/// <summary>The measurements as a table for people.</summary>
internal static class ScaleTable
{
    internal static string Line(ScaleRow row) => string.Create(
        CultureInfo.InvariantCulture, $"{row.Tree}, {row.Readers} readers, {row.Writers} writers: {row.LookUpsPerSecond / 1e6:F2} M look-ups/s, efficiency {row.Efficiency:F2}");

    internal static string Markdown(IReadOnlyList<ScaleRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| tree | readers | writers | M look-ups/s | per reader | efficiency | K changes/s |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (ScaleRow row in rows)
        {
            string efficiency = row.Oversubscribed ? "more threads than cores" : row.Efficiency.ToString("F2", CultureInfo.InvariantCulture);
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Tree} | {row.Readers} | {row.Writers} | {row.LookUpsPerSecond / 1e6:F2} | {row.LookUpsPerSecond / row.Readers / 1e6:F2} | {efficiency} | {row.ChangesPerSecond / 1e3:F0} |");
        }

        return text.ToString();
    }
}
