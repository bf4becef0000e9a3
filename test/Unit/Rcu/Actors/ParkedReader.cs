using System;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>A thread that sits in a read section until it is told to leave.</summary>
internal sealed class ParkedReader : IDisposable
{
    private readonly ManualResetEventSlim inside = new();
    private readonly ManualResetEventSlim leave = new();
    private readonly Thread thread;

    private ParkedReader(RcuDomain domain, string? name)
    {
        thread = new Thread(() =>
        {
            using (domain.EnterRead())
            {
                inside.Set();
                leave.Wait();
            }
        }) { IsBackground = true, Name = name };
    }

    internal int ThreadId => thread.ManagedThreadId;

    internal static ParkedReader Enter(RcuDomain domain, string? name = null)
    {
        var reader = new ParkedReader(domain, name);
        reader.thread.Start();
        reader.inside.Wait();
        return reader;
    }

    /// <summary>Returns when the section is over and the thread has ended.</summary>
    internal void Leave()
    {
        leave.Set();
        thread.Join();
    }

    public void Dispose()
    {
        Leave();
        inside.Dispose();
        leave.Dispose();
    }
}
