using System;
using System.Collections.Concurrent;
using System.Threading;
using Xunit;

namespace Concurrent.Unit;

/// <summary>Threads that start together; what any of them throws fails the test.</summary>
internal static class Crew
{
    internal static void Run(int size, Action<int> work)
    {
        using var start = new System.Threading.Barrier(size);
        var failures = new ConcurrentQueue<Exception>();
        var threads = new Thread[size];
        for (int i = 0; i < size; i++)
        {
            int number = i;
            threads[i] = new Thread(() =>
            {
                try
                {
                    start.SignalAndWait();
                    work(number);
                }
                catch (Exception e)
                {
                    failures.Enqueue(e);
                }
            }) { IsBackground = true };
            threads[i].Start();
        }

        foreach (Thread thread in threads) Assert.True(thread.Join(Eventually.Deadline), "A thread of the crew hangs.");
        if (!failures.IsEmpty) throw new AggregateException(failures);
    }

    /// <summary>Runs one thing on a thread of its own, to the end.</summary>
    internal static void Elsewhere(Action work) => Run(1, _ => work());
}
