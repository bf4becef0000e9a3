using System.Runtime.CompilerServices;
using Exploration;

namespace Concurrent;

/// <summary>Stands in for <c>System.Threading.AutoResetEvent</c>.</summary>
internal sealed class AutoResetEvent : IWaitable
{
    private bool set;

    internal AutoResetEvent(bool initialState) => set = initialState;

    string IWaitable.Description => "an event that nobody has set";

    bool IWaitable.IsReady => set;

    internal bool Set([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        self?.Engine.Releasing(self, this, "set event", new Site("event", file, line));
        set = true;
        self?.Engine.Released(self);
        return true;
    }

    internal bool WaitOne(int milliseconds, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        LogicalThread? self = LogicalThread.Current;
        if (self is not null)
        {
            Site site = new("event", file, line);
            if (!self.Engine.Wait(self, this, milliseconds, site)) return false;
            self.Engine.Acquired(self, this, "event was set", site);
        }

        bool was = set;
        set = false;
        return was;
    }

    internal bool WaitOne([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => WaitOne(System.Threading.Timeout.Infinite, file, line);
}
