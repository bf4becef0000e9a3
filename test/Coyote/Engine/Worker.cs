using System;
using System.Threading;

namespace Exploration;

/// <summary>A kept OS thread that runs one logical thread after another, over many schedules: making a thread costs more than most schedules.</summary>
internal sealed class Worker
{
    private readonly Action<LogicalThread> run;
    private LogicalThread? assigned;
    private bool over;

    internal Worker(Action<LogicalThread> run)
    {
        this.run = run;
        var thread = new Thread(Loop, maxStackSize: 1 << 20) { IsBackground = true, Name = "exploration" };
        thread.UnsafeStart();
    }

    internal Baton Baton { get; } = new();

    /// <summary>The logical thread to run when the baton is given next.</summary>
    internal void Assign(LogicalThread thread) => assigned = thread;

    internal void Stop()
    {
        over = true;
        Baton.Give();
    }

    private void Loop()
    {
        while (true)
        {
            Baton.Take();
            if (over) return;
            LogicalThread thread = assigned!;
            LogicalThread.SetCurrent(thread);
            run(thread);
        }
    }
}
