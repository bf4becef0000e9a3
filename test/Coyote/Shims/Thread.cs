using System;
using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Thread</c>: a logical thread of the schedule.</summary>
internal sealed class Thread : IWaitable
{
    private static readonly Thread Outside = new(0, "outside of schedules");

    private readonly Action? body;
    private readonly int outsideId;
    private LogicalThread? logical;
    private string? name;

    internal Thread(Action body) => this.body = body;

    /// <summary>The face of a thread that the engine made.</summary>
    internal Thread(LogicalThread logical)
    {
        this.logical = logical;
        name = logical.Name;
    }

    private Thread(int id, string name)
    {
        outsideId = id;
        this.name = name;
    }

    internal static Thread CurrentThread => LogicalThread.Current?.Face ?? Outside;

    internal string? Name
    {
        get => name;
        set => name = value;
    }

    internal bool IsBackground { get; set; }

    internal int ManagedThreadId => logical?.ManagedId ?? outsideId;

    internal bool IsAlive
    {
        get
        {
            if (logical is null) return body is null;
            LogicalThread? self = LogicalThread.Current;
            self?.Engine.Point(self);
            return !logical.IsEnded;
        }
    }

    string IWaitable.Description => $"the end of thread '{name}'";

    bool IWaitable.IsReady => logical is { IsEnded: true };

    internal void Start([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread self = LogicalThread.Current ?? throw new InvalidOperationException("A thread of the library can be started in a schedule only.");
        if (body is null || logical is not null) throw new InvalidOperationException("The thread was started before.");
        logical = self.Engine.Spawn(self, name ?? "thread", body, this, new Site(name ?? "thread", file, line));
    }

    internal void UnsafeStart([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Start(file, line);

    internal void Join([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread self = LogicalThread.Current ?? throw new InvalidOperationException("A thread can be joined in a schedule only.");
        Site site = new(name ?? "thread", file, line);
        self.Engine.Wait(self, this, System.Threading.Timeout.Infinite, site);
        self.Engine.Acquired(self, this, "join", site);
    }

    /// <summary>Interrupts are not explored.</summary>
    internal void Interrupt() => _ = name;

    internal static bool Yield()
    {
        LogicalThread? self = LogicalThread.Current;
        self?.Engine.Spin(self, new Site("", "", 0));
        return true;
    }
}
