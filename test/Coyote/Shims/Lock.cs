using System.Runtime.CompilerServices;
using System.Threading;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.Lock</c>. Re-entrant, as that one is.</summary>
internal sealed class Lock : IWaitable
{
    private object? owner;
    private int depth;

    internal bool IsHeldByCurrentThread => owner is not null && owner == Me;

    string IWaitable.Description => owner is LogicalThread thread ? $"the lock that '{thread.Name}' holds" : "a lock";

    bool IWaitable.IsReady => owner is null;

    private static object Me => (object?)LogicalThread.Current ?? System.Threading.Thread.CurrentThread;

    internal Scope EnterScope([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Enter(file, line);
        return new Scope(this);
    }

    internal void Enter([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is not null)
        {
            if (owner == self)
            {
                depth++;
                return;
            }

            Site site = new("lock", file, line);
            self.Engine.Wait(self, this, Timeout.Infinite, site);
            self.Engine.Acquired(self, this, "enter lock", site);
        }
        else if (owner is not null && owner != Me)
        {
            // Outside of schedules nothing competes for it but a finalizer.
            throw new SynchronizationLockException("A lock of the library is held by a schedule that has ended.");
        }

        owner = Me;
        depth++;
        self?.Engine.Point(self);
    }

    internal bool TryEnter([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        self?.Engine.Point(self);
        if (owner is not null && owner != Me) return false;
        owner = Me;
        depth++;
        self?.Engine.Acquired(self, this, "enter lock", new Site("lock", file, line));
        return true;
    }

    internal void Exit([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        if (owner != Me) throw new SynchronizationLockException("The lock is not held by the calling thread.");
        LogicalThread? self = LogicalThread.Current;
        if (self is not null && depth == 1) self.Engine.Releasing(self, this, "exit lock", new Site("lock", file, line));
        if (--depth != 0) return;
        owner = null;
        self?.Engine.Released(self);
    }

    internal readonly ref struct Scope
    {
        private readonly Lock held;

        internal Scope(Lock held) => this.held = held;

        public void Dispose() => held.Exit();
    }
}
