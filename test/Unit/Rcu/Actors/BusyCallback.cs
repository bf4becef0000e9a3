using System;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>A callback that keeps the reclaimer busy until it is told to return.</summary>
internal sealed class BusyCallback : IDisposable
{
    private readonly ManualResetEventSlim running = new();
    private readonly ManualResetEventSlim proceed = new();

    internal static BusyCallback Start(RcuDomain domain)
    {
        var busy = new BusyCallback();
        domain.Call(
            static self =>
            {
                self.running.Set();
                self.proceed.Wait();
            },
            busy);
        busy.running.Wait();
        return busy;
    }

    public void Dispose() => proceed.Set();
}
