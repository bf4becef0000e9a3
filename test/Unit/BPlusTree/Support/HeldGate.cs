using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace Concurrent.Unit.Trees;

/// <summary>A thread that is at a shared pool until it is told to leave it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The thread that waits for the event disposes of it.")]
internal sealed class HeldGate
{
    private readonly ManualResetEvent _leave = new(false); // setting one never waits: its caller may have an interrupt pending

    private HeldGate()
    {
    }

    /// <summary>Returns when the gate is held.</summary>
    public static HeldGate Of(Lock gate)
    {
        var held = new HeldGate();
        using var entered = new ManualResetEventSlim(false);
        new Thread(() =>
        {
            using (gate.EnterScope())
            {
                entered.Set();
                held._leave.WaitOne();
            }

            held._leave.Dispose();
        })
        { Name = "at the pool", IsBackground = true }.Start();
        entered.Wait();
        return held;
    }

    /// <summary>Returns at once; the gate is free a little later.</summary>
    public void Release() => _leave.Set();
}
