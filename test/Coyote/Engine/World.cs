using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Exploration;

/// <summary>What a scenario builds in its set-up: threads, cells, checks of the end state.</summary>
internal sealed class World
{
    private readonly Engine engine;

    internal World(Engine engine) => this.engine = engine;

    internal List<(string Name, Action Body)> Threads { get; } = [];

    internal List<Action> Finals { get; } = [];

    internal List<IDisposable> Disposables { get; } = [];

    /// <summary>Adds a thread. All of them start together when the set-up has returned.</summary>
    internal void Thread(string name, Action body) => Threads.Add((name, body));

    /// <summary>Checks the end state, on the main thread and without exploration, when all threads of the scenario have ended.</summary>
    internal void Finally(Action check) => Finals.Add(check);

    /// <summary>Disposed last and without exploration, also when the schedule failed in a check.</summary>
    internal void OnDispose(IDisposable item) => Disposables.Add(item);

    /// <summary>Shared memory that is accessed plainly: accesses that nothing orders are reported as data races.</summary>
    internal Cell<T> Cell<T>(string name, T value)
    {
        engine.DetectRaces();
        return new Cell<T>(engine, name, value);
    }

    /// <summary>Waits in the schedule until a task of the library has ended; throws what it failed with.</summary>
    internal void Await(Task task, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread self = LogicalThread.Current!;
        engine.Wait(self, new TaskEnd(task), -1, new Site("task", file, line));
        task.GetAwaiter().GetResult();
    }

    /// <summary>Lets virtual time pass, as seen by <c>Environment.TickCount64</c>.</summary>
    internal void PassTime(TimeSpan time) => engine.PassTime((long)time.TotalMilliseconds);

    /// <summary>Lets the library see a full garbage collection.</summary>
    internal void CollectGarbage() => engine.Collections++;

    private sealed class TaskEnd(Task task) : IWaitable
    {
        public string Description => "a task";

        public bool IsReady => task.IsCompleted;
    }
}
