using System.Diagnostics;
using System.Threading;

namespace Stress.Engine;

/// <summary>Turns asserts of the library into violations of the run that is going on; the runtime's own listener would end the process.</summary>
internal sealed class AssertListener : TraceListener
{
    private static StressRun? current;

    internal static void Watch(StressRun? run)
    {
        if (Trace.Listeners is not [AssertListener])
        {
            Trace.Listeners.Clear();
            Trace.Listeners.Add(new AssertListener());
        }

        Volatile.Write(ref current, run);
    }

    public override void Fail(string? message) => Fail(message, null);

    public override void Fail(string? message, string? detailMessage)
    {
        string seen = $"{message}{(string.IsNullOrEmpty(detailMessage) ? "" : " " + detailMessage)}";
        Volatile.Read(ref current)?.Fail(null, "every assert of the library holds", $"assert failed: {seen}\n{new StackTrace(1, fNeedFileInfo: false)}".TrimEnd());
        throw new AssertFailedException(seen);
    }

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }
}
