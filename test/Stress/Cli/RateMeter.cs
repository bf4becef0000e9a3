using System.Collections.Generic;
using System.Diagnostics;

namespace Stress.Cli;

/// <summary>Rates of growing numbers between two looks.</summary>
internal sealed class RateMeter
{
    private readonly Dictionary<string, (long At, long Value)> last = [];

    /// <summary>What <paramref name="name"/> grew by each second since the last look.</summary>
    internal double Of(string name, long value)
    {
        long now = Stopwatch.GetTimestamp();
        bool known = last.TryGetValue(name, out (long At, long Value) before) && before.Value <= value;
        last[name] = (now, value);
        double seconds = Stopwatch.GetElapsedTime(before.At, now).TotalSeconds;
        return known && seconds > 0 ? (value - before.Value) / seconds : 0;
    }
}
