using System.Collections.Generic;

namespace Exploration;

/// <summary>
/// A schedule as who runs until where. Unlike a list of choices it still means something when a part is taken away: a thread's later parts make up for it.
/// </summary>
internal sealed class ScheduleScript
{
    /// <summary>Who runs, and until how many points he has passed; or whose oldest delayed store becomes visible.</summary>
    internal readonly record struct Part(bool IsFlush, int Thread, int Until);

    internal List<Part> Parts { get; } = [];

    /// <summary>Which stores begin a run of delayed ones: by thread, and the points it has passed.</summary>
    internal List<(int Thread, int Points)> Delays { get; } = [];

    internal void Clear()
    {
        Parts.Clear();
        Delays.Clear();
    }

    internal ScheduleScript Copy()
    {
        var copy = new ScheduleScript();
        copy.Parts.AddRange(Parts);
        copy.Delays.AddRange(Delays);
        return copy;
    }
}
