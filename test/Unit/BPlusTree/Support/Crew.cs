using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Threads of one test: starts them together, joins them, and passes the first exception of any of them on to the test.</summary>
internal sealed class Crew : IDisposable
{
    // A guard against a hang only: no test expects anything of the time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly List<Thread> _threads = [];
    private readonly ManualResetEventSlim _start = new(false);
    private Exception? _failure;
    private int _quit;
    private int _working;

    /// <summary>True once some member failed, or all members with a bounded task are done.</summary>
    private bool HasQuit => Volatile.Read(ref _quit) != 0;

    private void Quit() => Volatile.Write(ref _quit, 1);

    /// <summary>A member with a bounded task.</summary>
    public void Add(string name, Action body)
    {
        Interlocked.Increment(ref _working);
        Start(name, () =>
        {
            body();
            if (Interlocked.Decrement(ref _working) == 0) Quit();
        });
    }

    /// <summary>A member that repeats its step, at least once, until those with a bounded task are done.</summary>
    public void AddUntilDone(string name, Action step)
        => Start(name, () =>
        {
            do step();
            while (!HasQuit);
        });

    private void Start(string name, Action body)
    {
        var thread = new Thread(() =>
        {
            _start.Wait();
            try
            {
                body();
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
                Quit();
            }
        })
        { Name = name, IsBackground = true };
        thread.Start();
        _threads.Add(thread);
    }

    public void Go() => _start.Set();

    public void Join()
    {
        Go();
        foreach (var thread in _threads) Assert.True(thread.Join(Patience), $"{thread.Name} hangs");
        if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
    }

    /// <summary>Lets one thread do the work and fails if it hangs.</summary>
    public static void OnAnotherThread(Action body)
    {
        using var crew = new Crew();
        crew.Add("another thread", body);
        crew.Join();
    }

    public void Dispose()
    {
        Quit();
        Go();
    }
}
