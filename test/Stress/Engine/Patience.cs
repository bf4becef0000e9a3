using System;
using System.Threading;

namespace Stress.Engine;

/// <summary>Waits with an end. What is counted is naps, not time: a process that was frozen as a whole has not waited.</summary>
internal static class Patience
{
    private const int NapMilliseconds = 10;
    private static readonly ManualResetEventSlim Never = new();

    /// <summary>Waits until <paramref name="isDone"/>, spinning first, then yielding, then napping.</summary>
    /// <param name="isDone">Asked again and again, on this thread.</param>
    /// <param name="patience">The naps together.</param>
    /// <param name="isOver">Whether the wait has lost its sense; may be null.</param>
    /// <returns>Whether it is done.</returns>
    internal static bool Until(Func<bool> isDone, TimeSpan patience, Func<bool>? isOver = null)
    {
        for (int i = 0; i < 2_000; i++)
        {
            if (isDone()) return true;
            Thread.SpinWait(10);
        }

        for (int i = 0; i < 200; i++)
        {
            if (isDone()) return true;
            Thread.Yield();
        }

        for (double left = patience.TotalMilliseconds; left > 0 && isOver?.Invoke() != true; left -= NapMilliseconds)
        {
            if (isDone()) return true;
            Never.Wait(NapMilliseconds);
        }

        return isDone();
    }
}
