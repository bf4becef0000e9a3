using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>A thread that ends without leaving its read section.</summary>
internal static class DyingThread
{
    /// <summary>Returns when the thread is dead.</summary>
    internal static void InsideSection(RcuDomain domain)
    {
        var thread = new Thread(() => domain.EnterRead()) { IsBackground = true };
        thread.Start();
        thread.Join();
    }
}
