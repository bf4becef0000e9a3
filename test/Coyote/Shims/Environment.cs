using Exploration;
using Real = System.Environment;

namespace Concurrent;

/// <summary>Stands in for <c>System.Environment</c>: time is virtual, thread ids are those of the schedule.</summary>
internal static class Environment
{
    internal static int CurrentManagedThreadId => LogicalThread.Current?.ManagedId ?? Real.CurrentManagedThreadId;

    /// <summary>Stands still while any thread can run; jumps to the next deadline when all wait.</summary>
    internal static long TickCount64 => LogicalThread.Current is { } self ? self.Engine.ReadClock(self) : Real.TickCount64;

    internal static int ProcessorCount => 2;

    internal static string NewLine => "\n";

    /// <summary>Schedules must not depend on the machine they run on.</summary>
    internal static string? GetEnvironmentVariable(string variable)
    {
        _ = variable;
        return null;
    }
}
