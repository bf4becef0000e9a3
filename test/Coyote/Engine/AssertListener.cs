using System.Diagnostics;

namespace Exploration;

/// <summary>Turns the library's debug asserts into failures of the schedule; the runtime's own listener would end the process.</summary>
internal sealed class AssertListener : TraceListener
{
    private static bool installed;

    internal static void Install()
    {
        if (installed) return;
        installed = true;
        Trace.Listeners.Clear();
        Trace.Listeners.Add(new AssertListener());
    }

    public override void Fail(string? message) => Fail(message, null);

    public override void Fail(string? message, string? detailMessage) =>
        throw new ExplorationFailure($"assert of the library: {message}{(string.IsNullOrEmpty(detailMessage) ? "" : " " + detailMessage)}");

    public override void Write(string? message)
    {
    }

    public override void WriteLine(string? message)
    {
    }
}
