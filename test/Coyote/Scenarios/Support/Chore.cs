using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Idle work whose whole state is one word.</summary>
internal sealed class Chore : IIdleWork
{
    private long waiting;

    public bool Tick()
    {
        if (Volatile.Read(ref waiting) != 0) Volatile.Write(ref waiting, 0);
        return false;
    }

    internal void Add() => Volatile.Write(ref waiting, 1);

    internal void WaitUntilDone()
    {
        var spinner = new SpinWait();
        while (Volatile.Read(ref waiting) != 0) spinner.SpinOnce();
    }
}
