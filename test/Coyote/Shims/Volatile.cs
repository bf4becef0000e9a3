using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Volatile</c>: every access is a step of the schedule.</summary>
internal static class Volatile
{
    [return: NotNullIfNotNull(nameof(location))]
    internal static T Read<T>(
        ref readonly T location, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null) return location!;
        Engine engine = self.Engine;
        engine.Point(self);
        T value = location;
        engine.Loaded(self, in location, value, new Site(name, file, line));
        engine.Point(self);
        return value!;
    }

    internal static void Write<T>(
        ref T location, T value, [CallerArgumentExpression(nameof(location))] string name = "", [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is null)
        {
            location = value;
            return;
        }

        Engine engine = self.Engine;
        engine.Point(self);
        engine.Store(self, ref location, value, new Site(name, file, line));
        engine.Point(self);
    }
}
