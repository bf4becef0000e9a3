using System;
using System.Globalization;

namespace Concurrent.Replay;

/// <summary>Numbers for people to read, the same in every culture.</summary>
internal static class Numbers
{
    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(double? value) =>
        value is double bytes ? bytes.ToString("#,0.###", CultureInfo.InvariantCulture) : "none done";

    public static string Seconds(TimeSpan value) => value.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";

    public static string Nanoseconds(double value) => value switch
    {
        < 1e3 => value.ToString("0", CultureInfo.InvariantCulture) + " ns",
        < 1e6 => (value / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + " us",
        _ => (value / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " ms",
    };
}
